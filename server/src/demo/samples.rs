//! The sample notes: what is written on the demonstration's board, each with its place in the
//! method `grund`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use bordsvis_shared::id::{CellId, CellName};
use serde::Deserialize;

/// A note as a participant might write it, in Swedish.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// What it says.
    pub text: String,
    /// Where it lies.
    pub cell: CellName,
    /// How it was sorted afterwards: `riskfaktor`, `risk` or `organisatorisk`; there may be several.
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// The life condition that it is about, where the cell doesn't say so.
    #[serde(default)]
    pub condition: Option<CellId>,
    /// The kind of actor that sees it so; `None` where any might.
    #[serde(default)]
    pub actor: Option<String>,
}

/// Every sample note.
pub fn all() -> &'static [Sample] {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        notes: Vec<Sample>,
    }
    static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
        let file: File = toml::from_str(include_str!("samples.toml")).expect("the tests read it");
        file.notes
    });
    &SAMPLES
}

#[cfg(test)]
mod tests {
    use super::*;
    use bordsvis_shared::method::{self, Layout, Step};

    fn step(name: &str) -> &'static Step {
        let grund = method::find(&"grund".parse().unwrap()).unwrap();
        grund.step(&name.parse().unwrap()).unwrap()
    }

    #[test]
    fn every_sample_lies_in_a_cell_of_the_preset() {
        for Sample { text, cell, .. } in all() {
            assert!(
                step(cell.step.as_str()).accepts(&cell.cell),
                "{text}: {cell}"
            );
        }
    }

    #[test]
    fn every_quadrant_has_an_example_and_no_text_occurs_twice() {
        let texts: BTreeSet<&str> = all().iter().map(|sample| sample.text.as_str()).collect();
        assert_eq!(texts.len(), all().len());
        for name in step("swot").cells().map(|cell| cell.id) {
            let lies_here = |s: &Sample| s.cell.step.as_str() == "swot" && s.cell.cell == name;
            assert!(all().iter().any(lies_here), "{name} is empty");
        }
    }

    #[test]
    fn conditions_are_rows_that_measures_can_answer() {
        let Layout::Grid { rows, .. } = &step("measures").layout else {
            panic!("measures lie in a grid");
        };
        for condition in all().iter().filter_map(|sample| sample.condition.as_ref()) {
            assert!(rows.iter().any(|row| row.id == *condition), "{condition}");
        }
    }
}
