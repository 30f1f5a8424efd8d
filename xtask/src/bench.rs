//! What it takes, measured on the program as it is deployed. A bench is not a test: nothing fails for being slow.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::tools::{self, cargo};

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Only this; both unless told otherwise.
    #[arg(long, value_enum)]
    only: Option<Bench>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Bench {
    /// A large board in the facilitator's view, and how soon a note is on other screens.
    Board,
    /// What many at one table cost the server.
    Wire,
}

/// Measures what was asked for, and prints tables.
pub fn run(options: &Options) -> Result<()> {
    tools::require_test_programs()?;
    let mut bench = cargo("run --package bordsvis-tests --release --example bench --");
    bench.args(match options.only {
        Some(Bench::Board) => &["board"][..],
        Some(Bench::Wire) => &["wire"],
        None => &[],
    });
    tools::run(bench.env("BORDSVIS_BIN", tools::server_binary("release")?))
}
