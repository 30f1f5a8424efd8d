//! How fast it is, in figures to judge by: `cargo xtask bench`. Nothing here fails for being slow.

mod board;
mod figures;
mod page;
mod tables;
mod wire;

use std::{env, thread};

#[tokio::main]
async fn main() {
    let asked: Vec<String> = env::args().skip(1).collect();
    let is_asked = |name: &str| asked.is_empty() || asked.iter().any(|asked| asked == name);
    let processors = thread::available_parallelism().map_or(1, usize::from);
    println!("Measured with {processors} processors, shared by server, browsers and clients.");
    if is_asked("board") {
        board::measure().await;
    }
    if is_asked("wire") {
        wire::measure().await;
    }
}
