//! Builds the client: from Rust to WebAssembly, to the folder that the server embeds.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    bundle::{self, Ingredients},
    tools::{self, WASM, cargo},
    weight,
};

/// Where the server's build looks for the client. Beside the sources, wherever cargo itself builds.
const WEB: &str = "target/web";

/// Builds what has changed, and prints and limits what the client weighs over the wire.
pub fn build() -> Result<()> {
    tools::require_wasm_target()?;
    let build = format!("build --package bordsvis-client --target {WASM} --profile wasm");
    tools::run(&mut cargo(&build))?;
    let module = tools::target()?
        .join(WASM)
        .join("wasm/bordsvis-client.wasm");
    let module =
        fs::read(&module).with_context(|| format!("cargo left no {}", module.display()))?;

    let web = tools::root().join(WEB);
    let ingredients = Ingredients::read(&tools::root().join("client"), &module)?;
    bundle::assemble(&ingredients, &web, |assets| bind(module, assets))?;
    weight::weigh(&web.join("dist"))
}

/// Writes `client.js` and `client_bg.wasm`. A library does what the wasm-bindgen program would: nobody has to install that.
fn bind(module: Vec<u8>, assets: &Path) -> Result<()> {
    Bindgen::new()
        .input_bytes("client", module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(assets)
        .context("wasm-bindgen can't read what cargo built")
}
