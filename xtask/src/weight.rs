//! What the client weighs over the wire, and the most that it may.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::{
    bundle::{compressed, files_in},
    split,
};

/// What a page may weigh when it is fetched for the first time: about two seconds on a phone with a weak signal (1.5 Mbit/s).
const HEAVIEST: u64 = 350_000;

/// What may come later at once: about a second on that phone, should nobody have waited for it yet.
const HEAVIEST_LATER: u64 = HEAVIEST / 2;

/// Prints what every file weighs over the wire, and fails when what a page starts with is too heavy: one of the `programs`, and
/// what all of them share. What comes later is limited part by part.
pub fn weigh(dist: &Path, programs: &[&str]) -> Result<()> {
    println!("The client over the wire, in bytes:");
    let mut files = BTreeMap::new();
    for path in files_in(dist)? {
        if path.extension().is_some_and(|extension| extension == "br") {
            continue;
        }
        let weight = sent(&path)?;
        println!("{weight:>9}  {}", path.strip_prefix(dist)?.display());
        files.insert(path, weight);
    }
    let all = |counts: &dyn Fn(&Path) -> bool| {
        let counted = files.iter().filter(|(path, _)| counts(path));
        counted.map(|(_, weight)| weight).sum::<u64>()
    };
    let (assets, index) = (version(dist)?, dist.join("index.html"));
    // Icons and the like are fetched later, if at all.
    let shared = all(&|path| path.parent() == Some(&assets) || path == index);
    for program in programs {
        let folder = assets.join(program);
        let parts = split::parts(&folder)?;
        let needs = |modules: &[String], path: &Path| {
            path.parent() == Some(&folder)
                && path
                    .extension()
                    .is_some_and(|extension| extension == "wasm")
                && modules
                    .iter()
                    .any(|module| path.file_stem() == Some(OsStr::new(module)))
        };
        let late = parts.values().flatten().cloned().collect::<Vec<_>>();
        let first = shared + all(&|path| path.starts_with(&folder) && !needs(&late, path));
        println!("{first:>9}  to start with {program}, of {HEAVIEST} at the most");
        ensure!(
            first <= HEAVIEST,
            "{program} weighs {first} bytes over the wire, {} too many: a phone on a venue's wifi would wait too long for its first page",
            first - HEAVIEST
        );
        for (part, modules) in parts {
            let more = all(&|path| needs(&modules, path));
            println!("{more:>9}  later for {program}: {part}, of {HEAVIEST_LATER} at the most");
            ensure!(
                more <= HEAVIEST_LATER,
                "{part} of {program} weighs {more} bytes over the wire, {} too many: whoever opens it would think that nothing happens",
                more - HEAVIEST_LATER
            );
        }
    }
    Ok(())
}

/// What is sent of a file.
fn sent(path: &Path) -> Result<u64> {
    let twin = compressed(path);
    let sent = if twin.is_file() { &twin } else { path };
    Ok(fs::metadata(sent)?.len())
}

/// The folder of this very version.
fn version(dist: &Path) -> Result<PathBuf> {
    let mut folders = fs::read_dir(dist.join("assets"))?;
    Ok(folders.next().context("the client has no assets")??.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAMS: [&str; 1] = ["join"];

    /// A client whose only program is as heavy as it may be, and so is what it has for later.
    fn client() -> tempfile::TempDir {
        let client = tempfile::tempdir().unwrap();
        let list = r#"export const parts = {"help":["chunk_1","split_help"]};"#;
        let table = client.path().join("assets/1/join");
        fs::create_dir_all(&table).unwrap();
        fs::write(table.join("later.js"), list).unwrap();
        for (name, weight) in [
            ("picture.png", HEAVIEST),
            ("assets/1/join/join_bg.wasm", HEAVIEST - list.len() as u64),
            ("assets/1/join/chunk_1.wasm", 1_000),
            ("assets/1/join/split_help.wasm", HEAVIEST_LATER - 1_000),
        ] {
            put(&client, name, weight);
        }
        client
    }

    /// Puts a file of this many bytes into a client.
    fn put(client: &tempfile::TempDir, name: &str, weight: u64) {
        fs::write(client.path().join(name), vec![1; weight as usize]).unwrap();
    }

    fn refused(client: &tempfile::TempDir) -> String {
        weigh(client.path(), &PROGRAMS).unwrap_err().to_string()
    }

    #[test]
    fn a_client_too_heavy_to_start_is_refused_but_pictures_are_free() {
        let client = client();
        weigh(client.path(), &PROGRAMS).unwrap();
        put(&client, "assets/1/style.css", 1);
        assert!(refused(&client).contains("1 too many"));
        put(&client, "assets/1/join/join_bg.wasm.br", 1_000);
        weigh(client.path(), &PROGRAMS).unwrap();
    }

    #[test]
    fn what_comes_later_is_limited_by_itself() {
        let client = client();
        put(&client, "assets/1/join/chunk_1.wasm", 1_001);
        let refused = refused(&client);
        assert!(refused.starts_with("help of join"), "{refused}");
    }
}
