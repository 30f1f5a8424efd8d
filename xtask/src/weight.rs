//! What the client weighs over the wire, and the most that it may.

use std::{fs, path::Path};

use anyhow::{Result, ensure};

use crate::bundle::{compressed, files_in};

/// What a page may weigh when it is fetched for the first time: about two seconds on a phone with a weak signal (1.5 Mbit/s).
const HEAVIEST: u64 = 350_000;

/// Prints what every file weighs over the wire, and fails when what a page starts with is too heavy: one of the `programs`, and
/// what all of them share.
pub fn weigh(dist: &Path, programs: &[&str]) -> Result<()> {
    println!("The client over the wire, in bytes:");
    let mut shared = 0;
    let mut own = vec![0; programs.len()];
    for path in files_in(dist)? {
        let name = path.strip_prefix(dist)?;
        if name.extension().is_some_and(|extension| extension == "br") {
            continue;
        }
        let sent = if compressed(&path).is_file() {
            compressed(&path)
        } else {
            path.clone()
        };
        let weight = fs::metadata(sent)?.len();
        println!("{weight:>9}  {}", name.display());
        let stem = name.file_stem().unwrap_or_default().to_string_lossy();
        let stem = stem.trim_end_matches("_bg");
        if let Some(program) = programs.iter().position(|program| *program == stem) {
            own[program] += weight;
        } else if name.starts_with("assets") || name == "index.html" {
            // Icons and the like are fetched later, if at all.
            shared += weight;
        }
    }
    for (program, own) in programs.iter().zip(own) {
        let total = shared + own;
        println!("{total:>9}  to start with {program}, of {HEAVIEST} at the most");
        ensure!(
            total <= HEAVIEST,
            "{program} weighs {total} bytes over the wire, {} too many: a phone on a venue's wifi would wait too long for its first page",
            total - HEAVIEST
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_too_heavy_to_start_is_refused_but_pictures_are_free() {
        let dist = tempfile::tempdir().unwrap();
        fs::create_dir(dist.path().join("assets")).unwrap();
        fs::write(dist.path().join("picture.png"), vec![1; HEAVIEST as usize]).unwrap();
        fs::write(
            dist.path().join("assets/table_bg.wasm"),
            vec![1; HEAVIEST as usize],
        )
        .unwrap();
        weigh(dist.path(), &["start", "table"]).unwrap();
        fs::write(
            dist.path().join("assets/table_bg.wasm.br"),
            vec![1; HEAVIEST as usize + 1],
        )
        .unwrap();
        let refused = weigh(dist.path(), &["start", "table"])
            .unwrap_err()
            .to_string();
        assert!(refused.contains("1 too many"), "{refused}");
    }
}
