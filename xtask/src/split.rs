//! Takes a compiled program apart: what it starts with, and the modules that come later (`client/src/later.rs`).

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, anyhow};
use wasm_encoder::{
    ExportSection, ImportSection, Module, RawSection,
    reencode::{Reencode, RoundtripReencoder},
};
use wasm_split_cli_support::Options;
use wasmparser::{Parser, Payload};

use crate::calls::called;

/// The parts by name, and the modules that each needs; several may need the same.
pub type Parts = BTreeMap<String, Vec<String>>;

/// What stands in that script before the list of them, which `client/boot.js` reads too.
const LIST: &str = "export const parts = ";

/// The script that fetches what comes later, beside the program's own.
const SCRIPT: &str = "later.js";

/// What stands in the names that `wasm_split` gives to a function that comes later, where it is called and where it is.
const CALLED: &str = "00_import_";
const MADE: &str = "00_export_";

/// How the names begin of what fetches a part.
const LOADS: &str = "__wasm_split_load_";

/// Leaves in `folder` the modules that come later, and `later.js` that fetches them; gives what the program starts with.
pub fn split(program: &str, module: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let first = folder.join("first.wasm");
    let (script, main) = (format!("./{SCRIPT}"), format!("./{program}.js"));
    let module = drop_uncalled(module)?;
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = &script;
    options.main_module = &main;
    let parts = wasm_split_cli_support::transform(options);
    let parts = parts.map_err(|error| anyhow!("can't take {program} apart: {error:#}"))?;
    let script = folder.join(SCRIPT);
    let loader = fs::read_to_string(&script)?;
    let files: Parts = parts.prefetch_map.into_iter().collect();
    let list = serde_json::to_string(&files)?;
    let bytes = fs::read(&first)?;
    fs::remove_file(first)?;
    let unused = unused(&bytes, &files)?;
    fs::write(script, [&loader, &unused, LIST, &list, ";\n"].concat())?;
    Ok(bytes)
}

/// What the script gives to a program that names a part without having it: what only other programs need is gone from its
/// code, but not from its data.
fn unused(module: &[u8], files: &Parts) -> Result<String> {
    let mut unused = String::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                let name = import?.name;
                let part = name.strip_prefix(LOADS);
                if part.is_some_and(|part| !files.contains_key(part)) {
                    unused += &format!("export const {name} = () => {{}};\n");
                }
            }
        }
    }
    Ok(unused)
}

/// The parts of a program that was taken apart, as they are listed in its `later.js`.
pub fn parts(folder: &Path) -> Result<Parts> {
    let script = fs::read_to_string(folder.join(SCRIPT))?;
    let list = script
        .split_once(LIST)
        .and_then(|(_, list)| list.trim_end().strip_suffix(';'));
    Ok(serde_json::from_str(
        list.context("the script lists no parts")?,
    )?)
}

/// The programs share one library, and whatever of it comes later in one program is exported by all. What a program does
/// not call would come with its first module, as everything else that is exported.
fn drop_uncalled(module: &[u8]) -> Result<Vec<u8>> {
    let later = |export: &str| export.contains(MADE);
    let made = |import: &str| import.replace(CALLED, MADE);
    let called = called(module, later, made)?;
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("cargo left no WebAssembly")?;
        match &payload {
            Payload::ImportSection(imports) => {
                let mut section = ImportSection::new();
                for import in imports.clone().into_imports() {
                    let mut import = import?;
                    // What only other programs need calls it. By another name, nobody asks for its export.
                    if let Some((_, rest)) = import.name.split_once(CALLED)
                        && !called.contains(&made(import.name))
                    {
                        import.name = rest;
                    }
                    RoundtripReencoder
                        .parse_import(&mut section, import)
                        .map_err(|error| anyhow!("{error}"))?;
                }
                kept.section(&section);
            }
            Payload::ExportSection(exports) => {
                let mut section = ExportSection::new();
                for export in exports.clone() {
                    let export = export?;
                    if !later(export.name) || called.contains(export.name) {
                        RoundtripReencoder
                            .parse_export(&mut section, export)
                            .map_err(|error| anyhow!("{error}"))?;
                    }
                }
                kept.section(&section);
            }
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    let range = range.start as usize..range.end as usize;
                    let data = &module[range];
                    kept.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(kept.finish())
}
