//! Everything that must hold before a change is taken in: form, lints, documentation, licences and tests.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::{
    Client,
    client::{self, For},
    tools::{self, cargo, run as sh},
};

/// What to check.
#[derive(Args)]
pub struct Options {
    /// Only this check; may be given several times. Everything is checked when absent.
    #[arg(long, value_enum)]
    only: Vec<Check>,
    #[command(flatten)]
    client: Client,
    /// Handed on to `cargo test`, for example part of a test's name; xtask itself is left out then.
    #[arg(last = true)]
    args: Vec<String>,
}

/// In the order in which they fail soonest.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Check {
    Fmt,
    Clippy,
    Doc,
    Deny,
    Test,
}

/// Runs the chosen checks and stops at the first that fails.
pub fn run(options: &Options) -> Result<()> {
    for check in Check::value_variants() {
        if options.only.is_empty() || options.only.contains(check) {
            check.run(options)?;
        }
    }
    println!("All is well.");
    Ok(())
}

impl Check {
    fn run(self, options: &Options) -> Result<()> {
        match self {
            Check::Fmt => sh(&mut cargo("fmt --all --check")),
            Check::Clippy => clippy(),
            Check::Doc => doc(),
            Check::Deny => deny(),
            Check::Test => test(options.client.purpose(), &options.args),
        }
    }
}

// The client is linted and documented for the browser alone, where it runs: for the host,
// all of Leptos would have to be compiled once more, only to be looked at.
const HOST: &str = "--workspace --exclude bordsvis-client";
const BROWSER: &str = "--package bordsvis-client --target wasm32-unknown-unknown";

fn clippy() -> Result<()> {
    tools::require_wasm_target()?;
    // The client's own tests are for the host: they look at methods, whose files it does not carry.
    for (packages, targets) in [(HOST, "--all-targets"), (BROWSER, "--lib --bins")] {
        let clippy = format!("clippy {packages} {targets} -- -D warnings");
        sh(&mut cargo(&clippy))?;
    }
    Ok(())
}

fn doc() -> Result<()> {
    tools::require_wasm_target()?;
    for packages in [HOST, BROWSER] {
        let doc = format!("doc {packages} --no-deps");
        sh(cargo(&doc).env("RUSTDOCFLAGS", "-D warnings"))?;
    }
    Ok(())
}

fn deny() -> Result<()> {
    if tools::is_installed("cargo-deny") {
        return sh(&mut cargo("deny check"));
    }
    println!("Licences and advisories are not checked: cargo-deny is not installed.");
    Ok(())
}

fn test(purpose: For, args: &[String]) -> Result<()> {
    client::build(purpose)?;
    tools::require_test_programs()?;
    // The end-to-end tests start the real server. Built together with the tests it shares their
    // dependencies; by itself it would have cargo compile half of them anew, with fewer features.
    // For the same reason xtask, which is there already, is tested by itself.
    sh(&mut cargo(
        "build --workspace --exclude xtask --tests --bin bordsvis",
    ))?;
    let mut test = cargo("test --workspace --exclude xtask");
    sh(test
        .args(args)
        .env("BORDSVIS_BIN", tools::server_binary("debug")?))?;
    if args.is_empty() {
        sh(&mut cargo("test --package xtask"))?;
    }
    Ok(())
}
