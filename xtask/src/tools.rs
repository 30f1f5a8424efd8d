//! Running other programs, and seeing to it that they are there.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};

/// The triple that the client is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// How often something that needs the network is tried, and how long between: a venue's wifi drops out for seconds.
const ATTEMPTS: u32 = 4;
const PAUSE: Duration = Duration::from_secs(5);

/// What the tests start beside the server: any one of the programs, and the Debian package that brings it.
const TEST_PROGRAMS: [(&[&str], &str); 5] = [
    (&["chromium", "google-chrome"], "chromium"),
    (&["chromedriver"], "chromium-driver"),
    (&["redis-server"], "redis-server"),
    (&["node"], "nodejs"),
    (&["npm"], "npm"),
];

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace")
}

/// The folder that cargo builds into: where it put this very program.
pub fn target() -> Result<PathBuf> {
    let own = env::current_exe().context("can't tell where xtask lies")?;
    own.ancestors()
        .nth(2)
        .map(Path::to_owned)
        .context("xtask was not built by cargo")
}

/// Where cargo leaves the server, for a profile's folder.
pub fn server_binary(profile: &str) -> Result<PathBuf> {
    Ok(target()?
        .join(profile)
        .join(format!("bordsvis{}", env::consts::EXE_SUFFIX)))
}

/// The cargo that runs this chore, with arguments as one would type them.
pub fn cargo(arguments: &str) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments.split_whitespace());
    cargo
}

/// Prints a command as one would type it, runs it, and fails when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("$ {line}");
    let status = command
        .status()
        .with_context(|| format!("can't start `{line}`"))?;
    ensure!(status.success(), "`{line}` failed ({status})");
    Ok(())
}

/// Like [`run`], for a program that takes over: signals reach it, and its exit code is ours.
pub fn become_program(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        println!("$ {}", line(command));
        Err(command.exec()).with_context(|| format!("can't start `{}`", line(command)))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Whether a program can be started by its name alone.
pub fn is_installed(program: &str) -> bool {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(&name).is_file()))
}

/// Sees to it that rustc can compile for the browser.
pub fn require_wasm_target() -> Result<()> {
    let library = path_of(&format!("rustc --print target-libdir --target {WASM}"))?;
    let what = format!("Rust's standard library for {WASM}");
    require_component(&library, &what, &format!("rustup target add {WASM}"))
}

/// Sees to it that the source of Rust's standard library is there, which the client is built with.
pub fn require_std_source() -> Result<()> {
    let source = path_of("rustc --print sysroot")?.join("lib/rustlib/src/rust/library/Cargo.lock");
    let what = "the source of Rust's standard library";
    require_component(&source, what, "rustup component add rust-src")
}

/// The path that a program prints.
fn path_of(line: &str) -> Result<PathBuf> {
    let printed = command(line)
        .output()
        .with_context(|| format!("can't start `{line}`"))?;
    Ok(String::from_utf8_lossy(&printed.stdout).trim().into())
}

fn require_component(path: &Path, what: &str, install: &str) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    ensure!(
        is_installed("rustup"),
        "the client needs {what}: install it beside rustc"
    );
    run_patiently(&mut command(install))
}

/// Sees to it that the programs which the tests start are there, through apt-get where that is possible.
pub fn require_test_programs() -> Result<()> {
    let missing = missing_packages();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let Some(apt_get) = apt_get() else {
        bail!("the tests need what is not installed here; on Debian: apt-get install {names}");
    };
    println!("Installing what the tests need: {names}");
    run_patiently(&mut command(&format!("{apt_get} update")))?;
    let install = format!("{apt_get} install --yes --no-install-recommends {names}");
    run_patiently(&mut command(&install))?;
    let missing = missing_packages().join(" ");
    ensure!(
        missing.is_empty(),
        "apt-get brought nothing that can be started: {missing}"
    );
    Ok(())
}

fn missing_packages() -> Vec<&'static str> {
    let missing = TEST_PROGRAMS
        .iter()
        .filter(|(programs, _)| !programs.iter().any(|program| is_installed(program)));
    missing.map(|(_, package)| *package).collect()
}

/// How apt-get is started without asking anyone, if it can be.
fn apt_get() -> Option<&'static str> {
    let is_root = |id: &str| {
        let output = command(id).output();
        output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
    };
    if !is_installed("apt-get") {
        None
    } else if is_root("id -u") {
        Some("env DEBIAN_FRONTEND=noninteractive apt-get")
    } else if is_root("sudo -n id -u") {
        Some("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get")
    } else {
        None
    }
}

fn command(typed: &str) -> Command {
    let mut words = typed.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

fn run_patiently(command: &mut Command) -> Result<()> {
    for _ in 1..ATTEMPTS {
        match run(command) {
            Ok(()) => return Ok(()),
            Err(error) => println!("{error:#}; trying again in {} s", PAUSE.as_secs()),
        }
        thread::sleep(PAUSE);
    }
    run(command)
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or(command.get_program());
    let variables = command.get_envs().filter_map(|(name, value)| {
        let value = value?.to_string_lossy();
        Some(format!("{}={}", name.to_string_lossy(), quoted(&value)))
    });
    let words = [program]
        .into_iter()
        .chain(command.get_args())
        .map(OsStr::to_string_lossy);
    variables
        .chain(words.map(|word| quoted(&word)))
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(word: &str) -> String {
    if word.contains(' ') {
        format!("'{word}'")
    } else {
        word.to_owned()
    }
}
