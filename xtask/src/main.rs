//! Every chore of the project, in Rust: `cargo xtask build`, `cargo xtask run`, `cargo xtask test`, `cargo xtask bench`.

mod bench;
mod bundle;
mod calls;
mod client;
mod order;
mod slim;
mod split;
mod test;
mod tools;
mod weight;

use std::{env, process::Command};

use anyhow::{Context, Result};
use clap::{Args, Parser};

use crate::{client::For, tools::cargo};

/// The chores of Bordsvis.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Chore {
    /// Build target/release/bordsvis, one self-contained binary with the client inside.
    Build,
    /// Set everything up and start the server: `cargo xtask run [-- serve|demo …]`.
    Run {
        #[command(flatten)]
        client: Client,
        /// What the server is asked to do; `serve` unless told otherwise.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Check and test everything, printing each command.
    Test(test::Options),
    /// Take the pictures in README anew, into docs/screenshots.
    Screenshots,
    /// Measure how fast it is, and print the figures.
    Bench(bench::Options),
}

/// Which client is wanted.
#[derive(Args)]
struct Client {
    /// Build the client in seconds, and far too heavy to be sent anywhere: for whoever changes it and looks at it.
    #[arg(long)]
    quick: bool,
}

impl Client {
    fn purpose(&self) -> For {
        if self.quick { For::Quick } else { For::Wire }
    }
}

/// What tells the server where to listen, and what it is told unless somebody has said so.
const LISTEN: &str = "BORDSVIS_LISTEN";
const EVERYWHERE: &str = "0.0.0.0:3000";

fn main() -> Result<()> {
    let chore = Chore::parse();
    env::set_current_dir(tools::root()).context("the project's folder is gone")?;
    match chore {
        Chore::Build => build(),
        Chore::Run { client, args } => run(client.purpose(), args),
        Chore::Test(options) => test::run(&options),
        Chore::Screenshots => screenshots(),
        Chore::Bench(options) => {
            build()?;
            bench::run(&options)
        }
    }
}

fn build() -> Result<()> {
    client::build(For::Wire)?;
    tools::run(&mut cargo("build --package bordsvis-server --release"))?;
    println!("{}", tools::server_binary("release")?.display());
    Ok(())
}

fn screenshots() -> Result<()> {
    client::build(For::Wire)?;
    tools::require_test_programs()?;
    let programs =
        "--package bordsvis-server --bin bordsvis --package bordsvis-tests --example screenshots";
    tools::run(&mut cargo(&format!("build {programs}")))?;
    let mut take = cargo("run --package bordsvis-tests --example screenshots");
    tools::run(take.env("BORDSVIS_BIN", tools::server_binary("debug")?))
}

fn run(purpose: For, mut args: Vec<String>) -> Result<()> {
    client::build(purpose)?;
    // The dev profile starts minutes sooner, and optimises what needs speed.
    tools::run(&mut cargo("build --package bordsvis-server"))?;
    if args.first().is_none_or(|first| first.starts_with('-')) {
        args.insert(0, "serve".to_owned());
    }
    // The server itself listens on this machine alone; whoever tries it wants to scan its QR codes with
    // a phone.
    if !args.iter().any(|arg| arg.starts_with("--listen")) && env::var_os(LISTEN).is_none() {
        println!("Listening on every interface, so that phones on this network reach it.");
        args.extend(["--listen".to_owned(), EVERYWHERE.to_owned()]);
    }
    tools::become_program(Command::new(tools::server_binary("debug")?).args(args))
}
