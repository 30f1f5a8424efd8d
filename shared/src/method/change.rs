//! Changes to a method while a board lives: headings are renamed, cells and steps come and go. All of
//! a change is made or none of it, and what it leaves can be led.

use serde::{Deserialize, Serialize};

use super::*;

/// A change to a method. What a facilitator types stands in every language from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MethodChange {
    /// A step is called something else, or asks something else.
    RenameStep {
        /// Which one.
        step: StepId,
        /// Its name.
        title: String,
        /// What it asks; as before if missing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<String>,
    },
    /// A cell, a row, a column or a thing to tick off is called something else.
    RenameHeading {
        /// In which step.
        step: StepId,
        /// Which one.
        heading: CellId,
        /// Its name.
        title: String,
    },
    /// A cell, a row, a column or a thing to tick off comes last among its like.
    AddHeading {
        /// In which step.
        step: StepId,
        /// Its id, drawn by whoever adds it.
        heading: CellId,
        /// Its name.
        title: String,
        /// What it is.
        part: Part,
    },
    /// A cell, a row, a column or a thing to tick off goes. Notes that lie there are shown in
    /// [`parking`].
    RemoveHeading {
        /// In which step.
        step: StepId,
        /// Which one.
        heading: CellId,
    },
    /// A step comes, with cells side by side.
    AddStep {
        /// Its id, drawn by whoever adds it.
        step: StepId,
        /// Its name.
        title: String,
        /// What it asks.
        question: String,
        /// The step that it comes behind; the first of all if missing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<StepId>,
        /// Its cells: their ids, drawn by whoever adds them, and their names.
        cells: Vec<(CellId, String)>,
    },
    /// A step goes.
    RemoveStep {
        /// Which one.
        step: StepId,
    },
}

/// What a heading stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Part {
    /// A cell beside others.
    Cell,
    /// A row of a grid.
    Row,
    /// A column of a grid.
    Column,
    /// A thing to tick off.
    Check,
}

/// Why a method was not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// There is no such step, or no such heading in it.
    #[error("there is no {0}")]
    NotFound(String),
    /// It would leave the method without a step to write in, or a step without a cell.
    #[error("the last one has to stay")]
    Last,
    /// What is left could not be led: a name is too long, or there are too many.
    #[error("{0}")]
    Invalid(String),
}

impl Method {
    /// Makes a change.
    ///
    /// # Errors
    /// See [`ChangeError`]; the method is as it was then.
    pub fn change(&mut self, change: &MethodChange) -> Result<(), ChangeError> {
        let mut changed = self.clone();
        changed.make(change)?;
        let checked = changed.check();
        checked.map_err(|invalid| ChangeError::Invalid(invalid.flaw))?;
        *self = changed;
        Ok(())
    }

    fn make(&mut self, change: &MethodChange) -> Result<(), ChangeError> {
        match change {
            MethodChange::RenameStep {
                step,
                title,
                question,
            } => {
                let step = self.step_mut(step)?;
                step.title = Text::of(title);
                if let Some(question) = question {
                    step.question = Text::of(question);
                }
            }
            MethodChange::RenameHeading {
                step,
                heading,
                title,
            } => self.step_mut(step)?.rename(heading, title)?,
            MethodChange::AddHeading {
                step,
                heading,
                title,
                part,
            } => {
                let headings = self.step_mut(step)?.layout.part_mut(*part);
                let headings = headings.ok_or_else(|| not_found(part_name(*part)))?;
                headings.push(Heading::of(heading, title));
            }
            MethodChange::RemoveHeading { step, heading } => {
                self.step_mut(step)?.remove(heading)?;
            }
            MethodChange::AddStep {
                step,
                title,
                question,
                after,
                cells,
            } => {
                let at = match after {
                    Some(after) => self.place_of(after)? + 1,
                    None => 0,
                };
                let cells = cells.iter().map(|(id, title)| Heading::of(id, title));
                let earlier = self.steps[..at].iter().filter(|step| step.is_written_in());
                let added = Step {
                    id: step.clone(),
                    title: Text::of(title),
                    question: Text::of(question),
                    guidance: usual_guidance(),
                    draws_from: earlier.map(|step| step.id.clone()).collect(),
                    phases: usual_phases(),
                    tags: Vec::new(),
                    answer: None,
                    balance: None,
                    optional: false,
                    caution: None,
                    layout: Layout::Cells(cells.collect()),
                };
                self.steps.insert(at, added);
            }
            MethodChange::RemoveStep { step } => {
                let at = self.place_of(step)?;
                self.steps.remove(at);
                if !self.steps.iter().any(Step::is_written_in) {
                    return Err(ChangeError::Last);
                }
                for later in &mut self.steps {
                    later.draws_from.retain(|source| source != step);
                    if later.draws_from.is_empty() {
                        later.answer = None;
                    }
                }
            }
        }
        Ok(())
    }

    fn step_mut(&mut self, id: &StepId) -> Result<&mut Step, ChangeError> {
        let at = self.place_of(id)?;
        Ok(&mut self.steps[at])
    }

    fn place_of(&self, id: &StepId) -> Result<usize, ChangeError> {
        let at = self.steps.iter().position(|step| step.id == *id);
        at.ok_or_else(|| not_found(id))
    }
}

impl Step {
    fn rename(&mut self, heading: &CellId, title: &str) -> Result<(), ChangeError> {
        let mut headings = self.layout.parts_mut().into_iter().flatten();
        let found = headings.find(|found| found.id == *heading);
        let found = found.ok_or_else(|| not_found(heading))?;
        found.title = Text::of(title);
        found.short = None;
        Ok(())
    }

    fn remove(&mut self, heading: &CellId) -> Result<(), ChangeError> {
        let parts = self.layout.parts_mut();
        let mut having = parts
            .into_iter()
            .filter(|part| part.iter().any(|h| h.id == *heading));
        let part = having.next().ok_or_else(|| not_found(heading))?;
        if part.len() == 1 {
            return Err(ChangeError::Last);
        }
        part.retain(|found| found.id != *heading);
        let weighed = |balance: &Balance| [&balance.scarce, &balance.common].contains(&heading);
        if self.balance.as_ref().is_some_and(weighed) {
            self.balance = None;
        }
        Ok(())
    }
}

impl Layout {
    /// The headings of each part.
    fn parts_mut(&mut self) -> Vec<&mut Vec<Heading>> {
        match self {
            Self::Cells(headings) | Self::Checklist(headings) => vec![headings],
            Self::Grid { rows, columns } => vec![rows, columns],
        }
    }

    fn part_mut(&mut self, part: Part) -> Option<&mut Vec<Heading>> {
        match (self, part) {
            (Self::Cells(headings), Part::Cell)
            | (Self::Checklist(headings), Part::Check)
            | (Self::Grid { rows: headings, .. }, Part::Row)
            | (
                Self::Grid {
                    columns: headings, ..
                },
                Part::Column,
            ) => Some(headings),
            _ => None,
        }
    }
}

/// What holds for every step: whoever adds one while a workshop waits writes its question alone.
fn usual_guidance() -> Text {
    Text {
        sv: "Skriv en sak på varje lapp. Håll er på en övergripande, strukturell nivå: beskriv \
             förhållanden, inte personer eller grupper."
            .to_owned(),
        en: "Write one thing on each note. Keep to the general, structural level: describe \
             conditions, not individuals or groups."
            .to_owned(),
    }
}

impl Text {
    /// The same words in every language.
    fn of(words: &str) -> Self {
        let words = words.trim().to_owned();
        Self {
            sv: words.clone(),
            en: words,
        }
    }
}

impl Heading {
    fn of(id: &CellId, title: &str) -> Self {
        Self {
            id: id.clone(),
            title: Text::of(title),
            short: None,
            guidance: None,
        }
    }
}

fn not_found(what: impl fmt::Display) -> ChangeError {
    ChangeError::NotFound(what.to_string())
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Cell => "place for a cell",
        Part::Row => "place for a row",
        Part::Column => "place for a column",
        Part::Check => "list to tick off",
    }
}
