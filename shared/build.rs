//! Lists the data files of `src/methods`, so that a new workshop method is a new file and no code.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("src/methods");
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut paths = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    paths.sort();

    let files: String = paths
        .iter()
        .map(|path| {
            format!(
                "({:?}, include_str!({path:?})),\n",
                path.file_stem().unwrap()
            )
        })
        .collect();
    let list = Path::new(&env::var("OUT_DIR").unwrap()).join("method_files.rs");
    fs::write(list, format!("&[\n{files}]"))
}
