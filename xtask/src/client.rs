//! Builds the client: from Rust to WebAssembly, to the folder that the server embeds.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    bundle::{self, Ingredients},
    slim::slim,
    split::split,
    tools::{self, WASM, cargo},
    weight,
};

/// Where the server's build looks for the client. Beside the sources, wherever cargo itself builds.
const WEB: &str = "target/web";

/// The programs that the client consists of; `client/boot.js` knows which draws which page.
const PROGRAMS: [&str; 5] = ["start", "join", "table", "lead", "screen"];

/// The client's cargo and folder. The standard library is built with it, for size and without the texts of panics: as it
/// comes compiled, it and its checks weigh a tenth of the client. Cargo offers that under an unstable flag only, which
/// stable cargo takes when told that it is a bootstrap; as build scripts look at that word too, the client has a folder of
/// its own, or what it shares with the server would be compiled anew at every turn.
const FOR_SIZE: &str = "-Z build-std=std,panic_abort -Z build-std-features=optimize_for_size \
    --config target.wasm32-unknown-unknown.rustflags=[\"-Zunstable-options\",\"-Cpanic=immediate-abort\"]";
const BOOTSTRAP: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");
const FOLDER: &str = "client";

/// What the client is built for.
#[derive(Clone, Copy, PartialEq)]
pub enum For {
    /// The wire: as light as it can be, and no heavier than it may.
    Wire,
    /// Somebody who works on it and looks at it again and again: there in seconds, and far too heavy to be sent anywhere.
    Quick,
}

/// Builds what has changed. For the wire, it prints and limits what the client weighs there.
pub fn build(purpose: For) -> Result<()> {
    let folder = match purpose {
        For::Wire => compile_for_size()?,
        For::Quick => compile_quickly()?,
    };
    let read = |program: &str| {
        let module = folder.join(program).with_extension("wasm");
        let bytes = fs::read(&module);
        let bytes = bytes.with_context(|| format!("cargo left no {}", module.display()))?;
        Ok((program.to_owned(), bytes))
    };
    let modules = PROGRAMS.into_iter().map(read).collect::<Result<Vec<_>>>()?;

    let web = tools::root().join(WEB);
    let ingredients = Ingredients::read(&tools::root().join("client"), &modules)?;
    bundle::assemble(&ingredients, &web, purpose, |assets| {
        modules
            .iter()
            .try_for_each(|(program, module)| bind(program, module, purpose, assets))
    })?;
    match purpose {
        For::Wire => weight::weigh(&web.join("dist"), &PROGRAMS),
        For::Quick => Ok(()),
    }
}

/// Compiles the programs as they are sent; the folder where they lie.
fn compile_for_size() -> Result<PathBuf> {
    tools::require_std_source()?;
    let folder = tools::target()?.join(FOLDER);
    let build =
        format!("build --package bordsvis-client --target {WASM} --profile wasm {FOR_SIZE}");
    let mut cargo = cargo(&build);
    cargo.arg("--target-dir").arg(&folder);
    tools::run(cargo.env(BOOTSTRAP.0, BOOTSTRAP.1))?;
    Ok(folder.join(WASM).join("wasm"))
}

/// Compiles only what has changed since the last time; the folder where the programs lie.
fn compile_quickly() -> Result<PathBuf> {
    tools::require_wasm_target()?;
    tools::run(&mut cargo(&format!(
        "build --package bordsvis-client --target {WASM} --profile quick"
    )))?;
    Ok(tools::target()?.join(WASM).join("quick"))
}

/// Writes into the program's own folder `<program>.js` and `<program>_bg.wasm`, and what comes later. A library does what the
/// wasm-bindgen program would: nobody has to install that.
fn bind(program: &str, module: &[u8], purpose: For, assets: &Path) -> Result<()> {
    let folder = assets.join(program);
    let first = split(program, module, &folder)?;
    Bindgen::new()
        .input_bytes(program, first)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // What comes later shares the memory and the table of functions.
        .keep_lld_exports(true)
        // Whoever works on it wants to know what is slow, or where it stopped.
        .remove_name_section(purpose == For::Wire)
        .remove_producers_section(true)
        .generate(&folder)
        .context("wasm-bindgen can't read what cargo built")?;
    match purpose {
        For::Wire => slim(program, &folder),
        For::Quick => Ok(()),
    }
}
