//! Has the server compiled anew when the client changes that a release build embeds (`src/assets.rs`).

fn main() {
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../target/web/dist");
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
}
