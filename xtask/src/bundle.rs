//! Puts the parts of the client together as the server embeds them: names that change with the content,
//! one style sheet, and every file that is meant for the wire compressed once and for all. Knows nothing of how the parts are compiled.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

use crate::client::For;

/// The style sheets that the others build upon, in this order; the others follow by name.
const FIRST_STYLES: [&str; 5] = ["tokens", "base", "parts", "slips", "page"];

/// What stands in `index.html` for the folder of this very version.
const ASSETS: &str = "/assets/";

/// Everything that the client is made of, but for what comes out of the compiler.
pub struct Ingredients {
    index: String,
    boot: String,
    style: String,
    public: Vec<(PathBuf, Vec<u8>)>,
    version: String,
}

impl Ingredients {
    /// Reads the client's own files. The version is that of all ingredients, the compiled modules and this recipe among them.
    pub fn read(client: &Path, modules: &[(String, Vec<u8>)]) -> Result<Self> {
        let index = read_text(&client.join("index.html"))?;
        let boot = read_text(&client.join("boot.js"))?;
        let style = styles(&client.join("style"))?;
        let folder = client.join("public");
        let mut public = Vec::new();
        for path in files_in(&folder)? {
            let content =
                fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
            public.push((path.strip_prefix(&folder)?.to_owned(), content));
        }

        let mut hash = Sha256::new();
        let recipe = concat!(
            include_str!("bundle.rs"),
            include_str!("calls.rs"),
            include_str!("client.rs"),
            include_str!("order.rs"),
            include_str!("slim.rs"),
            include_str!("split.rs")
        );
        for part in [
            recipe.as_bytes(),
            index.as_bytes(),
            boot.as_bytes(),
            style.as_bytes(),
        ] {
            hash.update(Sha256::digest(part));
        }
        for (program, module) in modules {
            hash.update(Sha256::digest(program));
            hash.update(Sha256::digest(module));
        }
        for (path, content) in &public {
            hash.update(Sha256::digest(path.as_os_str().as_encoded_bytes()));
            hash.update(Sha256::digest(content));
        }
        let version = hash
            .finalize()
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(Self {
            index,
            boot,
            style,
            public,
            version,
        })
    }
}

/// Leaves the client in `web/dist`; `bind` adds what is compiled. Does nothing when it lies there already.
pub fn assemble(
    ingredients: &Ingredients,
    web: &Path,
    purpose: For,
    bind: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    let dist = web.join("dist");
    let assets = Path::new("assets").join(&ingredients.version);
    if dist.join(&assets).is_dir() {
        return Ok(());
    }

    // Made beside its place and moved there whole: an interrupted build leaves nothing that looks finished.
    let next = web.join("next");
    remove(&next)?;
    fs::create_dir_all(next.join(&assets))?;
    bind(&next.join(&assets))?;
    fs::write(next.join(&assets).join("boot.js"), &ingredients.boot)?;
    fs::write(next.join(&assets).join("style.css"), &ingredients.style)?;
    let index = ingredients
        .index
        .replace(ASSETS, &format!("{ASSETS}{}/", ingredients.version));
    fs::write(next.join("index.html"), index)?;
    for (path, content) in &ingredients.public {
        let path = next.join(path);
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(path, content)?;
    }
    // A quick client is not worth the half minute; the server sends what has no twin as it is.
    if purpose == For::Wire {
        for path in files_in(&next)? {
            compress(&path)?;
        }
    }
    remove(&dist)?;
    fs::rename(&next, &dist)
        .with_context(|| format!("can't put the client into {}", dist.display()))
}

/// All style sheets in one, as a phone should ask once.
fn styles(folder: &Path) -> Result<String> {
    let mut paths = files_in(folder)?;
    // Without the ending, so that a view's own sheet comes before those of its parts.
    let name = |path: &PathBuf| path.file_stem().unwrap_or_default().to_owned();
    paths.sort_by_key(|path| {
        let rank = FIRST_STYLES
            .iter()
            .position(|first| name(path) == *first)
            .unwrap_or(FIRST_STYLES.len());
        (rank, name(path))
    });
    let sheets: Result<String> = paths.iter().map(|path| read_text(path)).collect();
    Ok(terse(&sheets?))
}

/// A style sheet without its comments and its indentation, which are written for people.
fn terse(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let mut rules = parts.next().unwrap_or_default().to_owned();
    for commented in parts {
        rules.push_str(commented.split_once("*/").map_or("", |(_, rules)| rules));
    }
    let lines = rules.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Puts a compressed twin beside a file, unless that would be no lighter.
fn compress(path: &Path) -> Result<()> {
    let content = fs::read(path)?;
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut twin = Vec::new();
    brotli::BrotliCompress(&mut content.as_slice(), &mut twin, &params)?;
    if twin.len() < content.len() {
        fs::write(compressed(path), twin)?;
    }
    Ok(())
}

/// Where the compressed twin of a file lies.
pub fn compressed(path: &Path) -> PathBuf {
    path.with_added_extension("br")
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))
}

/// Every file below a folder, in the order of their names.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.append(&mut files_in(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("can't remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A client of a few files, and where it is put together.
    fn project() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        let (client, web) = (root.path().join("client"), root.path().join("web"));
        for (name, content) in [
            ("index.html", "<link href=\"/assets/style.css\">"),
            ("boot.js", "start()"),
            ("style/a.css", "a{}"),
            ("style/base.css", "base{}"),
            ("style/tokens.css", "tokens{}"),
            ("public/icons/icon.svg", "<svg></svg>"),
        ] {
            let path = client.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        (root, client, web)
    }

    fn module(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        vec![("start".to_owned(), bytes.to_owned())]
    }

    fn bind(assets: &Path) -> Result<()> {
        Ok(fs::write(assets.join("client_bg.wasm"), [0; 1_000])?)
    }

    #[test]
    fn the_page_loads_what_lies_in_the_folder_of_its_version() {
        let (_root, client, web) = project();
        let ingredients = Ingredients::read(&client, &module(b"module")).unwrap();
        assemble(&ingredients, &web, For::Wire, bind).unwrap();

        let dist = web.join("dist");
        let folder = dist.join("assets").join(&ingredients.version);
        let index = read_text(&dist.join("index.html")).unwrap();
        assert_eq!(
            index,
            format!("<link href=\"/assets/{}/style.css\">", ingredients.version)
        );
        assert_eq!(
            read_text(&folder.join("style.css")).unwrap(),
            "tokens{}base{}a{}"
        );
        assert_eq!(read_text(&folder.join("boot.js")).unwrap(), "start()");
        assert!(dist.join("icons/icon.svg").is_file());
    }

    #[test]
    fn a_style_sheet_is_sent_without_what_is_written_for_people() {
        assert_eq!(
            terse("/* Why. */\n\na {\n  top: 0; /* 1 */\n}\n/* Last"),
            "a {\ntop: 0;\n}"
        );
    }

    #[test]
    fn a_file_has_a_compressed_twin_when_that_is_lighter() {
        let (_root, client, web) = project();
        let ingredients = Ingredients::read(&client, &module(b"module")).unwrap();
        assemble(&ingredients, &web, For::Wire, bind).unwrap();

        let folder = web.join("dist/assets").join(&ingredients.version);
        let twin = fs::read(folder.join("client_bg.wasm.br")).unwrap();
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut twin.as_slice(), &mut back).unwrap();
        assert_eq!(back, [0; 1_000]);
        assert!(
            !folder.join("boot.js.br").exists(),
            "seven bytes can't be compressed"
        );
    }

    #[test]
    fn the_same_ingredients_are_put_together_once_and_others_take_their_place() {
        let (_root, client, web) = project();
        let first = Ingredients::read(&client, &module(b"module")).unwrap();
        assemble(&first, &web, For::Wire, bind).unwrap();
        assemble(&first, &web, For::Wire, |_| panic!("made a second time")).unwrap();

        for (name, content) in [
            ("style/a.css", "a{b}"),
            ("public/icons/icon.svg", "<svg/>"),
            ("boot.js", "go()"),
        ] {
            let before = Ingredients::read(&client, &module(b"module")).unwrap();
            fs::write(client.join(name), content).unwrap();
            let after = Ingredients::read(&client, &module(b"module")).unwrap();
            assert_ne!(before.version, after.version, "{name}");
            assemble(&after, &web, For::Wire, bind).unwrap();
            assert!(!web.join("dist/assets").join(&before.version).exists());
        }
        let other = Ingredients::read(&client, &module(b"another module")).unwrap();
        assert_ne!(
            Ingredients::read(&client, &module(b"module"))
                .unwrap()
                .version,
            other.version
        );
    }
}
