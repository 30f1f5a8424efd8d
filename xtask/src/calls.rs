//! Which of the functions that come later a compiled program calls, be it from what comes later itself. Told from what the
//! linker left: what every function and every piece of data refers to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result};
use wasmparser::{
    CustomSectionReader, KnownCustom, Linking, Parser, Payload, RelocationType, SymbolInfo, TypeRef,
};

/// A function by its number, or a piece of data by that of its symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Thing {
    Function(u32),
    Data(usize),
}

/// What a module is made of.
#[derive(Default)]
struct Things<'a> {
    /// The names of the imported functions.
    imports: Vec<&'a str>,
    exports: HashMap<&'a str, u32>,
    /// Where the code and the data begin, and each function and each segment of data within those.
    code: u64,
    functions: BTreeMap<u64, u32>,
    data: u64,
    segments: Vec<u64>,
    symbols: Vec<SymbolInfo<'a>>,
    relocations: Vec<CustomSectionReader<'a>>,
}

/// The names of the exports of `module` that something else in it needs, when whatever is in none of the `later` exports
/// is needed anyway. A function that comes later is called by an import, of which `export` tells the export.
pub fn called(
    module: &[u8],
    later: impl Fn(&str) -> bool,
    export: impl Fn(&str) -> String,
) -> Result<HashSet<String>> {
    let things = Things::of(module)?;
    let refers = things.references()?;
    let first = things.exports.iter().filter(|(name, _)| !later(name));
    let mut next: Vec<_> = first
        .map(|(_, function)| Thing::Function(*function))
        .collect();
    let mut seen: HashSet<_> = next.iter().copied().collect();
    let mut called = HashSet::new();
    while let Some(thing) = next.pop() {
        let mut reach = |thing| {
            if seen.insert(thing) {
                next.push(thing);
            }
        };
        if let Thing::Function(function) = thing
            && let Some(import) = things.imports.get(function as usize)
        {
            let export = export(import);
            if let Some(made) = things.exports.get(export.as_str()) {
                reach(Thing::Function(*made));
                called.insert(export);
            }
        }
        refers
            .get(&thing)
            .into_iter()
            .flatten()
            .copied()
            .for_each(reach);
    }
    Ok(called)
}

impl<'a> Things<'a> {
    fn of(module: &'a [u8]) -> Result<Self> {
        let mut things = Self::default();
        let begin = |range: Range<u64>| range.start;
        for payload in Parser::new(0).parse_all(module) {
            match payload.context("cargo left no WebAssembly")? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        if let TypeRef::Func(_) = import.ty {
                            things.imports.push(import.name);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        things.exports.insert(export.name, export.index);
                    }
                }
                Payload::CodeSectionStart { range, .. } => things.code = begin(range),
                Payload::CodeSectionEntry(body) => {
                    let number = things.imports.len() + things.functions.len();
                    let at = begin(body.range()) - things.code;
                    things.functions.insert(at, number as u32);
                }
                Payload::DataSection(segments) => {
                    things.data = begin(segments.range());
                    for segment in segments {
                        let segment = segment?;
                        let at = segment.range.end - segment.data.len() as u64;
                        things.segments.push(at - things.data);
                    }
                }
                Payload::CustomSection(section) => things.keep(section)?,
                _ => {}
            }
        }
        Ok(things)
    }

    fn keep(&mut self, section: CustomSectionReader<'a>) -> Result<()> {
        match section.as_known() {
            KnownCustom::Linking(linking) => {
                for part in linking.subsections() {
                    if let Linking::SymbolTable(symbols) = part? {
                        self.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                    }
                }
            }
            KnownCustom::Reloc(_) => self.relocations.push(section),
            _ => {}
        }
        Ok(())
    }

    /// What each function and each piece of data refers to.
    fn references(&self) -> Result<HashMap<Thing, Vec<Thing>>> {
        let mut pieces = BTreeMap::new();
        for (number, symbol) in self.symbols.iter().enumerate() {
            if let SymbolInfo::Data {
                symbol: Some(piece),
                ..
            } = symbol
            {
                let segment = self.segments[piece.index as usize];
                pieces.insert(segment + u64::from(piece.offset), number);
            }
        }
        let mut references: HashMap<Thing, Vec<Thing>> = HashMap::new();
        for section in &self.relocations {
            let KnownCustom::Reloc(relocations) = section.as_known() else {
                continue;
            };
            for entry in relocations.entries() {
                let entry = entry?;
                let at = u64::from(entry.offset);
                let within = match section.name() {
                    "reloc.CODE" => last(&self.functions, at).map(Thing::Function),
                    "reloc.DATA" => last(&pieces, at).map(Thing::Data),
                    _ => None,
                };
                let to = match self.symbols.get(entry.index as usize) {
                    // Not a symbol, but a type.
                    _ if entry.ty == RelocationType::TypeIndexLeb => None,
                    Some(SymbolInfo::Func { index, .. }) => Some(Thing::Function(*index)),
                    Some(SymbolInfo::Data { .. }) => Some(Thing::Data(entry.index as usize)),
                    _ => None,
                };
                if let (Some(within), Some(to)) = (within, to) {
                    references.entry(within).or_default().push(to);
                }
            }
        }
        Ok(references)
    }
}

/// What begins at this place, or last before it.
fn last<T: Copy>(begin: &BTreeMap<u64, T>, at: u64) -> Option<T> {
    begin.range(..=at).next_back().map(|(_, thing)| *thing)
}
