//! Workshop methods as data: what a method asks, step by step, and the cells that notes lie in.
//! A method comes from a file in `methods/` and travels within the session, so that its labels
//! can differ from board to board. Nothing here knows any particular method.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::id::{CellId, CellName, InvalidId, MethodId, StepId};

mod change;
mod check;
// The client is given its method with the session, so it need not carry the files and their parser.
#[cfg(test)]
mod changed;
#[cfg(not(target_arch = "wasm32"))]
mod library;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod tests;

pub use change::{ChangeError, MethodChange, Part};
pub use check::*;
#[cfg(not(target_arch = "wasm32"))]
pub use library::{all, find};

/// A language that the product speaks. Swedish comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Language {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// The code of BCP 47, as in HTML's `lang`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text in every language. Paragraphs are separated by an empty line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Text {
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }
}

/// A workshop method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Method {
    /// The name of its data file.
    pub id: MethodId,
    /// Its name.
    pub title: Text,
    /// One line for whoever chooses between methods.
    pub summary: Text,
    /// About how long it takes.
    pub minutes: u16,
    /// What is done, in order.
    pub steps: Vec<Step>,
}

impl Method {
    /// The step of that id.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// The full name of every cell that the method itself has, step by step.
    pub fn cell_names(&self) -> impl Iterator<Item = CellName> {
        self.steps.iter().flat_map(|step| {
            step.cells().map(|cell| CellName {
                step: step.id.clone(),
                cell: cell.id,
            })
        })
    }
}

/// How far a step has come: each by themselves, at the table, or before everybody.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Phase {
    /// Enskilt: everybody writes by themselves, and what they write stays on their device.
    Individual,
    /// Bord: the table writes together, unseen by others.
    #[default]
    Table,
    /// Storforum: tables are revealed to everybody.
    Plenary,
}

/// One step of a method: a question, and the cells that it is answered in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// Unique within the method.
    pub id: StepId,
    /// Its name in the list of steps.
    pub title: Text,
    /// What is asked of the participants.
    pub question: Text,
    /// What helps them to answer; folded away on a phone.
    pub guidance: Text,
    /// Earlier steps whose notes may be placed in this one.
    #[serde(default)]
    pub draws_from: Vec<StepId>,
    /// The phases that it goes through, in order; it starts in the first.
    #[serde(default = "usual_phases")]
    pub phases: Vec<Phase>,
    /// Categories that its notes may be given, any number of them to each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Heading>,
    /// What a note of this step is called that is written from one of the steps that it draws from:
    /// "Åtgärd" makes "+ Åtgärd" there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Text>,
    /// What is to be kept in balance, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Balance>,
    /// Whether a workshop can do without it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// What the facilitator should look out for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Text>,
    /// Its cells.
    pub layout: Layout,
}

fn usual_phases() -> Vec<Phase> {
    vec![Phase::Table, Phase::Plenary]
}

/// Whether a field need not be written out.
pub(crate) fn is_false(value: &bool) -> bool {
    !value
}

/// Two columns or cells of which one fills up by itself and the other tends to stay empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Balance {
    /// The heading of what tends to stay empty, such as proactive measures.
    pub scarce: CellId,
    /// The heading of what fills up by itself, such as reactive ones.
    pub common: CellId,
    /// What is asked about a note of the common kind: "Vad hade vi kunnat göra före?".
    pub question: Text,
    /// What is said, kindly, when there is no balance.
    pub reminder: Text,
}

/// From so many notes of the common kind on, a lack of the scarce kind is no longer chance.
const ENOUGH: usize = 3;
/// How many times as many notes the common kind may have: it comes more easily, and that is no fault.
const OUTWEIGHS: usize = 3;

impl Balance {
    /// Whether so many notes of each kind are out of balance.
    pub fn is_lost(&self, scarce: usize, common: usize) -> bool {
        common >= ENOUGH && scarce * OUTWEIGHS < common
    }
}

impl Step {
    /// Its cells, row by row. [`parking`] is not among them.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        let (rows, columns): (&[Heading], &[Heading]) = match &self.layout {
            Layout::Cells(cells) => (cells, &[]),
            Layout::Grid { rows, columns } => (rows, columns),
            Layout::Checklist(_) => (&[], &[]),
        };
        let alone = rows.iter().filter(|_| columns.is_empty()).map(Cell::alone);
        let crossed = rows
            .iter()
            .flat_map(move |row| columns.iter().map(move |column| (row, column)))
            // No pair is left out in a method that passed its checks.
            .filter_map(|(row, column)| Cell::crossed(row, column).ok());
        alone.chain(crossed)
    }

    /// Whether it has cells of its own; a checklist has none.
    fn is_written_in(&self) -> bool {
        !matches!(self.layout, Layout::Checklist(_))
    }

    /// What is ticked off, in a step that is a checklist.
    pub fn checks(&self) -> &[Heading] {
        match &self.layout {
            Layout::Checklist(items) => items,
            Layout::Cells(_) | Layout::Grid { .. } => &[],
        }
    }

    /// The phase that it starts in.
    pub fn first_phase(&self) -> Phase {
        self.phases.first().copied().unwrap_or_default()
    }

    /// The cells under a heading: all of its column, or the one that it stands over.
    pub fn cells_under(&self, heading: &CellId) -> impl Iterator<Item = Cell<'_>> {
        self.cells().filter(move |cell| cell.heading.id == *heading)
    }

    /// The cell of the scarce kind that belongs to one of the common kind: of the same row, in a grid.
    pub fn counterpart(&self, cell: &CellId) -> Option<CellId> {
        let balance = self.balance.as_ref()?;
        let mut common = self.cells_under(&balance.common);
        let common = common.find(|own| own.id == *cell)?;
        let mut scarce = self.cells_under(&balance.scarce);
        Some(scarce.find(|own| own.row == common.row)?.id)
    }

    /// Whether a note may lie in that cell: one of the step's own, or parking.
    pub fn accepts(&self, cell: &CellId) -> bool {
        *cell == parking().id || self.cells().any(|own| own.id == *cell)
    }
}

/// How the cells of a step are arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Layout {
    /// Cells side by side, in reading order.
    Cells(Vec<Heading>),
    /// A cell for each row and column.
    Grid {
        /// From the top.
        rows: Vec<Heading>,
        /// From the left.
        columns: Vec<Heading>,
    },
    /// No cells: things to tick off.
    Checklist(Vec<Heading>),
}

/// What stands over a cell or a column, or before a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heading {
    /// The cell's id, or the row's or column's part of it.
    pub id: CellId,
    /// In full.
    pub title: Text,
    /// For narrow places, where the title is too long for them.
    #[serde(default)]
    pub short: Option<Text>,
    /// What belongs here.
    #[serde(default)]
    pub guidance: Option<Text>,
}

impl Heading {
    /// The title, or what stands for it in a narrow place.
    pub fn label(&self, language: Language) -> &str {
        self.short.as_ref().unwrap_or(&self.title).get(language)
    }
}

/// A place for notes within a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Unique within the step; in a grid `<row>-<column>`, for example `education-proactive`.
    pub id: CellId,
    /// The row, in a grid.
    pub row: Option<&'a Heading>,
    /// The cell's own heading; in a grid its column's.
    pub heading: &'a Heading,
}

impl<'a> Cell<'a> {
    fn alone(heading: &'a Heading) -> Self {
        Self {
            id: heading.id.clone(),
            row: None,
            heading,
        }
    }

    fn crossed(row: &'a Heading, column: &'a Heading) -> Result<Self, InvalidId> {
        Ok(Self {
            id: format!("{}-{}", row.id, column.id).parse()?,
            row: Some(row),
            heading: column,
        })
    }

    /// Its name where it stands by itself, for example `Styrkor` or `Utbildning · Före`.
    pub fn title(&self, language: Language) -> String {
        match self.row {
            None => self.heading.title.get(language).to_owned(),
            Some(row) => format!(
                "{} · {}",
                row.title.get(language),
                self.heading.label(language)
            ),
        }
    }
}

/// The cell that every step of every board has besides its own, for what is neither risk nor
/// measure. No method names it.
pub fn parking() -> &'static Heading {
    static PARKING: LazyLock<Heading> = LazyLock::new(|| Heading {
        id: "parking".parse().expect("a slug"),
        title: Text {
            sv: "Parkeringen".to_owned(),
            en: "Parking lot".to_owned(),
        },
        short: None,
        guidance: Some(Text {
            sv: "Synpunkter · Förslag · Vem saknas i rummet?".to_owned(),
            en: "Comments · Suggestions · Who is missing in the room?".to_owned(),
        }),
    });
    &PARKING
}
