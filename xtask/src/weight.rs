//! What the client weighs over the wire, and the most that it may.

use std::{fs, path::Path};

use anyhow::{Result, ensure};

use crate::bundle::{compressed, files_in};

/// What the client may weigh when it is fetched for the first time: about two seconds on a phone with a weak signal (1.5 Mbit/s).
const HEAVIEST: u64 = 350_000;

/// Prints what every file weighs over the wire, and fails when the client is too heavy.
pub fn weigh(dist: &Path) -> Result<()> {
    println!("The client over the wire, in bytes:");
    let mut total = 0;
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
        // Icons and the like are fetched later, if at all.
        if name.starts_with("assets") || name == "index.html" {
            total += weight;
        }
    }
    println!("{total:>9}  to start, of {HEAVIEST} at the most");
    ensure!(
        total <= HEAVIEST,
        "the client weighs {total} bytes over the wire, {} too many: a phone on a venue's wifi would wait too long for its first page",
        total - HEAVIEST
    );
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
            dist.path().join("assets/client.wasm"),
            vec![1; HEAVIEST as usize],
        )
        .unwrap();
        weigh(dist.path()).unwrap();
        fs::write(
            dist.path().join("assets/client.wasm.br"),
            vec![1; HEAVIEST as usize + 1],
        )
        .unwrap();
        let refused = weigh(dist.path()).unwrap_err().to_string();
        assert!(refused.contains("1 too many"), "{refused}");
    }
}
