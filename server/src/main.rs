//! Parses the arguments, starts the runtime and runs the server.

use std::process::ExitCode;

use bordsvis_server::config::Cli;
use clap::Parser;

/// The stack of every worker thread, in bytes. Updates are decoded and folded on them, and yrs
/// recurses into nested values: 200,000 levels were measured to need less than this. Only what is
/// touched takes memory.
const WORKER_STACK: usize = 128 * 1024 * 1024;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(WORKER_STACK)
        .build();
    let run = |runtime: tokio::runtime::Runtime| runtime.block_on(bordsvis_server::run(cli));
    match runtime.map_err(anyhow::Error::from).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bordsvis: {error:#}");
            ExitCode::FAILURE
        }
    }
}
