//! What the page shows, as its address says it behind the board: nothing for the step that everyone
//! is led to, `screen` for the big screen as text, `<step>` or `<step>/<cell>`. Pure. So the browser's
//! own way back leads from a cell to all of them, and a reload to where one was.

use bordsvis_shared::id::{CellId, StepId};

/// How the big screen is called in the address.
const SCREEN: &str = "screen";

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// What the big screen shows.
    Screen,
    /// What one's own table wrote.
    Table {
        /// In which step; nothing for the one that everyone is led to.
        step: Option<StepId>,
        /// Which cell has been chosen, if any.
        cell: Option<CellId>,
    },
}

impl Address {
    /// The step that everyone is led to.
    pub const CURRENT: Self = Self::Table {
        step: None,
        cell: None,
    };

    /// Reads what follows the board in a fragment. What nobody wrote leads to the current step.
    pub fn read(rest: &str) -> Self {
        if rest == SCREEN {
            return Self::Screen;
        }
        let (step, cell) = rest.split_once('/').unwrap_or((rest, ""));
        let step = step.parse().ok();
        Self::Table {
            cell: step.as_ref().and_then(|_| cell.parse().ok()),
            step,
        }
    }

    /// What follows the board in the fragment.
    pub fn rest(&self) -> String {
        match self {
            Self::Screen => SCREEN.to_owned(),
            Self::Table {
                step: Some(step),
                cell: Some(cell),
            } => format!("{step}/{cell}"),
            Self::Table {
                step: Some(step), ..
            } => step.to_string(),
            Self::Table { step: None, .. } => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back() {
        for rest in ["", "screen", "swot", "swot/strengths"] {
            assert_eq!(Address::read(rest).rest(), rest);
        }
    }

    #[test]
    fn addresses_that_nobody_wrote_lead_to_the_current_step() {
        for rest in ["/", "/strengths", "Å", "Å/strengths"] {
            assert_eq!(Address::read(rest), Address::CURRENT, "{rest:?}");
        }
        assert_eq!(Address::read("swot/Å").rest(), "swot");
    }
}
