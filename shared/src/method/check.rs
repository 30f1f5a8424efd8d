//! What a method must fulfil before anyone is led by it, and the limits on it.

use std::collections::HashSet;

use super::*;

/// The most steps: a day's work, and what the facilitator's list shows without scrolling.
pub const MAX_STEPS: usize = 12;
/// The most rows of a grid, or cells of a step without columns: eight rows of 52 px fill a phone,
/// and eight of 107 px the plenary screen.
pub const MAX_ROWS: usize = 8;
/// The most columns of a grid: beside a label of 152 px a phone has room for two buttons of 88 px.
pub const MAX_COLUMNS: usize = 2;
/// The longest time, in minutes: one working day. What takes longer is several boards.
pub const MAX_MINUTES: u16 = 480;

/// The longest title, in characters: one line on a method card or over a cell.
pub const MAX_TITLE: usize = 50;
/// The longest summary: two lines on a method card.
pub const MAX_SUMMARY: usize = 100;
/// The longest question: one line of 44 px on the plenary screen, beside the timer, and three of
/// 20 px on a phone.
pub const MAX_QUESTION: usize = 70;
/// The longest guidance of a step: what is read at the table before anybody writes.
pub const MAX_GUIDANCE: usize = 1_200;
/// The longest guidance of a heading: some lines over the notes of a cell.
pub const MAX_HINT: usize = 300;
/// The most tags of a step: each has a key of its own, and they stand on one line of a note.
pub const MAX_TAGS: usize = 6;
/// The longest caution or reminder: two lines beside what it is about.
pub const MAX_CAUTION: usize = 160;
/// The longest label of a row or a cell: 152 px of 16 px text.
pub const MAX_LABEL: usize = 19;
/// The longest label of a column: 88 px of 16 px text.
pub const MAX_COLUMN_LABEL: usize = 11;

/// Why a method is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("method {method}{}: {flaw}", .step.as_ref().map(|s| format!(", step {s}")).unwrap_or_default())]
pub struct InvalidMethod {
    /// The method, and so the name of its file.
    pub method: String,
    /// The step at fault, as the file names it; `None` when it is the method as a whole.
    pub step: Option<String>,
    /// What is wrong, as a sentence without its full stop.
    pub flaw: String,
}

impl Method {
    /// Whether the method can be led: its ids are unique, nothing refers to what isn't there, and
    /// every text is there in every language and fits where it is shown.
    pub fn check(&self) -> Result<(), InvalidMethod> {
        self.check_head().map_err(|flaw| self.invalid(None, flaw))?;
        for (nr, step) in self.steps.iter().enumerate() {
            step.check(&self.steps[..nr])
                .map_err(|flaw| self.invalid(Some(step), flaw))?;
        }
        Ok(())
    }

    fn check_head(&self) -> Result<(), String> {
        self.title.check("title", MAX_TITLE)?;
        self.summary.check("summary", MAX_SUMMARY)?;
        check_count("minutes", self.minutes.into(), MAX_MINUTES.into())?;
        check_count("steps", self.steps.len(), MAX_STEPS)?;
        if !self.steps.iter().any(Step::is_written_in) {
            return Err("no step has cells to write in".to_owned());
        }
        Ok(())
    }

    fn invalid(&self, step: Option<&Step>, flaw: String) -> InvalidMethod {
        InvalidMethod {
            method: self.id.to_string(),
            step: step.map(|step| step.id.to_string()),
            flaw,
        }
    }
}

impl Step {
    fn check(&self, earlier: &[Step]) -> Result<(), String> {
        let is_earlier = |id: &StepId| earlier.iter().any(|step| step.id == *id);
        if is_earlier(&self.id) {
            return Err("an earlier step has the same id".to_owned());
        }
        self.title.check("title", MAX_TITLE)?;
        self.question.check("question", MAX_QUESTION)?;
        self.guidance.check("guidance", MAX_GUIDANCE)?;
        if let Some(source) = self.draws_from.iter().find(|id| !is_earlier(id)) {
            return Err(format!(
                "draws_from names {source}, which is no earlier step"
            ));
        }
        if let Some(twice) = repeated(&self.draws_from) {
            return Err(format!("draws_from names {twice} twice"));
        }
        if self.phases.is_empty() || !self.phases.is_sorted_by(|a, b| a < b) {
            return Err("phases are to be one or more, in their order".to_owned());
        }
        check_headings("tags", &self.tags, MAX_TAGS, MAX_LABEL)?;
        if let Some(answer) = &self.answer {
            answer.check("answer", MAX_LABEL)?;
            if self.draws_from.is_empty() {
                return Err("answer needs steps to draw from".to_owned());
            }
        }
        if let Some(caution) = &self.caution {
            caution.check("caution", MAX_CAUTION)?;
        }
        self.layout.check()?;
        if let Some(balance) = &self.balance {
            self.check_balance(balance)?;
        }
        let cells: Vec<CellId> = self.cells().map(|cell| cell.id).collect();
        match repeated(&cells) {
            Some(twice) => Err(format!("two cells are called {twice}")),
            None => Ok(()),
        }
    }
}

impl Step {
    fn check_balance(&self, balance: &Balance) -> Result<(), String> {
        balance.question.check("balance.question", MAX_QUESTION)?;
        balance.reminder.check("balance.reminder", MAX_CAUTION)?;
        let Balance { scarce, common, .. } = balance;
        let has = |heading: &CellId| self.cells().any(|cell| cell.heading.id == *heading);
        if scarce == common || !has(scarce) || !has(common) {
            return Err(format!(
                "balance names {scarce} and {common}, which are no two headings of cells"
            ));
        }
        Ok(())
    }
}

impl Layout {
    fn check(&self) -> Result<(), String> {
        match self {
            Self::Cells(cells) => check_some("cells", cells, MAX_ROWS, MAX_LABEL),
            Self::Grid { rows, columns } => {
                check_some("rows", rows, MAX_ROWS, MAX_LABEL)?;
                check_some("columns", columns, MAX_COLUMNS, MAX_COLUMN_LABEL)?;
                if let Some(row) = rows
                    .iter()
                    .find(|row| columns.iter().any(|c| c.id == row.id))
                {
                    return Err(format!("a row and a column are both called {}", row.id));
                }
                for row in rows {
                    for column in columns {
                        Cell::crossed(row, column).map_err(|invalid| invalid.to_string())?;
                    }
                }
                Ok(())
            }
            // Nobody reads them in a narrow place.
            Self::Checklist(items) => check_some("things to tick off", items, MAX_ROWS, MAX_TITLE),
        }
    }
}

fn check_some(
    what: &str,
    headings: &[Heading],
    max: usize,
    max_label: usize,
) -> Result<(), String> {
    check_count(what, headings.len(), max)?;
    check_headings(what, headings, max, max_label)
}

fn check_headings(
    what: &str,
    headings: &[Heading],
    max: usize,
    max_label: usize,
) -> Result<(), String> {
    if headings.len() > max {
        return Err(format!("{} {what}, at most {max}", headings.len()));
    }
    if let Some(twice) = repeated(&headings.iter().map(|h| &h.id).collect::<Vec<_>>()) {
        return Err(format!("two {what} are called {twice}"));
    }
    for heading in headings {
        let id = &heading.id;
        if *id == parking().id {
            return Err(format!(
                "{id} belongs to every step and can't be one of the {what}"
            ));
        }
        heading.title.check(&format!("{id}.title"), MAX_TITLE)?;
        match &heading.short {
            Some(short) => short.check(&format!("{id}.short"), max_label)?,
            None => heading
                .title
                .check(&format!("{id}.title, without a short one,"), max_label)?,
        }
        if let Some(guidance) = &heading.guidance {
            guidance.check(&format!("{id}.guidance"), MAX_HINT)?;
        }
    }
    Ok(())
}

impl Text {
    fn check(&self, what: &str, max: usize) -> Result<(), String> {
        for language in Language::ALL {
            let text = self.get(language);
            let length = text.chars().count();
            if text.is_empty() || text.trim() != text {
                return Err(format!(
                    "{what} is empty or has space around it in {language}"
                ));
            }
            if length > max {
                return Err(format!(
                    "{what} has {length} characters in {language}, at most {max}"
                ));
            }
        }
        Ok(())
    }
}

fn check_count(what: &str, count: usize, max: usize) -> Result<(), String> {
    if (1..=max).contains(&count) {
        Ok(())
    } else {
        Err(format!("{count} {what}, expected 1 to {max}"))
    }
}

fn repeated<T: Eq + std::hash::Hash>(ids: &[T]) -> Option<&T> {
    let mut seen = HashSet::new();
    ids.iter().find(|id| !seen.insert(*id))
}
