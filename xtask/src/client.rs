//! Builds the client: from Rust to WebAssembly, to the folder that the server embeds.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    bundle::{self, Ingredients},
    slim::slim,
    tools::{self, WASM, cargo},
    weight,
};

/// Where the server's build looks for the client. Beside the sources, wherever cargo itself builds.
const WEB: &str = "target/web";

/// The programs that the client consists of; `client/boot.js` knows which draws which page.
const PROGRAMS: [&str; 3] = ["start", "table", "lead"];

/// The client's cargo and folder. The standard library is built with it, for size and without the texts of panics: as it
/// comes compiled, it and its checks weigh a tenth of the client. Cargo offers that under an unstable flag only, which
/// stable cargo takes when told that it is a bootstrap; as build scripts look at that word too, the client has a folder of
/// its own, or what it shares with the server would be compiled anew at every turn.
const FOR_SIZE: &str = "-Z build-std=std,panic_abort -Z build-std-features=optimize_for_size \
    --config target.wasm32-unknown-unknown.rustflags=[\"-Zunstable-options\",\"-Cpanic=immediate-abort\"]";
const BOOTSTRAP: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");
const FOLDER: &str = "client";

/// Builds what has changed, and prints and limits what the client weighs over the wire.
pub fn build() -> Result<()> {
    tools::require_std_source()?;
    let folder = tools::target()?.join(FOLDER);
    let build =
        format!("build --package bordsvis-client --target {WASM} --profile wasm {FOR_SIZE}");
    let mut cargo = cargo(&build);
    cargo.arg("--target-dir").arg(&folder);
    tools::run(cargo.env(BOOTSTRAP.0, BOOTSTRAP.1))?;
    let folder = folder.join(WASM).join("wasm");
    let read = |program: &str| {
        let module = folder.join(program).with_extension("wasm");
        let bytes = fs::read(&module);
        let bytes = bytes.with_context(|| format!("cargo left no {}", module.display()))?;
        Ok((program.to_owned(), bytes))
    };
    let modules = PROGRAMS.into_iter().map(read).collect::<Result<Vec<_>>>()?;

    let web = tools::root().join(WEB);
    let ingredients = Ingredients::read(&tools::root().join("client"), &modules)?;
    bundle::assemble(&ingredients, &web, |assets| {
        modules
            .into_iter()
            .try_for_each(|(program, module)| bind(&program, module, assets))
    })?;
    weight::weigh(&web.join("dist"), &PROGRAMS)
}

/// Writes `<program>.js` and `<program>_bg.wasm`. A library does what the wasm-bindgen program would: nobody has to install that.
fn bind(program: &str, module: Vec<u8>, assets: &Path) -> Result<()> {
    Bindgen::new()
        .input_bytes(program, module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(assets)
        .context("wasm-bindgen can't read what cargo built")?;
    slim(program, assets)
}
