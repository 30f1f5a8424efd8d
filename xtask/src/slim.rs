//! Takes out of the compiled client what its pages never use, and shortens what only the machine reads.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};
use walrus::{Module, ModuleConfig, passes};

use crate::{order::order, split};

/// What the streams of Leptos' server functions export, found in every program that links Leptos. Bordsvis has none of
/// those functions, but whatever is exported stays, with all that it calls.
const STREAMS: &str = "intounderlying";

/// How the names begin that wasm-bindgen gives to what a module imports from its script. Each ends in a random-looking hash,
/// which no compression shortens and which is sent twice: in the module and in the script.
const IMPORT: &str = "__wb";

/// Slims `<program>_bg.wasm` and `<program>.js`, as wasm-bindgen left them in a folder, and what lies there to come later.
pub fn slim(program: &str, folder: &Path) -> Result<()> {
    let module_path = folder.join(format!("{program}_bg.wasm"));
    let script_path = folder.join(program).with_extension("js");
    let mut module = read(&module_path)?;
    let script = fs::read_to_string(&script_path)?;

    drop_streams(&mut module);
    let script = shorten(&mut module, &script);
    fs::write(module_path, order(&module.emit_wasm())?)?;
    fs::write(script_path, script)?;
    let parts = split::parts(folder)?.into_values().flatten();
    for part in parts.collect::<BTreeSet<_>>() {
        let path = folder.join(part).with_extension("wasm");
        fs::write(&path, order(&read(&path)?.emit_wasm())?)?;
    }
    Ok(())
}

/// A module without the names in it, and without the room that the linker left for longer addresses.
fn read(path: &Path) -> Result<Module> {
    ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse_file(path)
        .with_context(|| format!("walrus can't read {}", path.display()))
}

fn drop_streams(module: &mut Module) {
    let streams = module
        .exports
        .iter()
        .filter(|export| export.name.contains(STREAMS));
    for export in streams.map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    passes::gc::run(module);
}

/// Gives every import of the module a short name, and answers the script with the same.
fn shorten(module: &mut Module, script: &str) -> String {
    let mut script = script.to_owned();
    let imports = module.imports.iter_mut();
    for (number, import) in imports
        .filter(|import| import.name.starts_with(IMPORT))
        .enumerate()
    {
        let short = format!("i{number}");
        // A name may be the beginning of another, but no other follows it with a colon.
        script = script.replace(&format!("{}:", import.name), &format!("{short}:"));
        import.name = short;
    }
    script
}
