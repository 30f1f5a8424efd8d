//! The npm packages that tests need: exactly those of a lock file in this package.

use std::path::{Path, PathBuf};
use std::{env, fs};

use tokio::process::Command;
use tokio::sync::Mutex;

/// What npm reads.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Installs what a folder of this package locks, and gives the folder that holds the packages. It lies in cargo's,
/// so that git knows none of them and later runs find them.
pub async fn installed(name: &str) -> PathBuf {
    /// Tests that need the same packages at once install them once.
    static TURN: Mutex<()> = Mutex::const_new(());
    let _turn = TURN.lock().await;

    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let exe = env::current_exe().expect("the tests lie somewhere");
    let target = exe.ancestors().nth(3).expect("cargo's folder");
    let folder = target.join("npm").join(name);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let same = |file| fs::read(folder.join(file)).ok() == fs::read(sources.join(file)).ok();
    if folder.join("node_modules/.package-lock.json").is_file() && FILES.iter().all(same) {
        return folder;
    }
    for file in FILES {
        fs::copy(sources.join(file), folder.join(file)).expect("it can be copied");
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder);
    let status = npm.status().await.unwrap_or_else(|error| {
        panic!("npm can't be started ({error}); on Debian: apt-get install nodejs npm")
    });
    assert!(status.success(), "npm could not install the packages");
    folder
}
