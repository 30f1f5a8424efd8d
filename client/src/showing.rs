//! What the big screen shows, worked out from the board: the same picture on the projector, in the
//! facilitator's thumbnail and, as text, on the phones. Pure. It holds as much as can be read from
//! the last row, and says how much more there is.

use bordsvis_shared::board::{Arrangement, PlacedCluster, PlacedNote};
use bordsvis_shared::id::{CellId, StepId, TableNo};
use bordsvis_shared::method::{Cell, Language, Phase, Step, parking};
use bordsvis_shared::protocol::Summary;
use bordsvis_shared::session::{ScreenView, Session};

mod alone;
mod head;
mod overview;
mod pages;
mod room;
#[cfg(test)]
mod tests;

pub use self::alone::Presented;
pub use self::head::{Head, head};
pub use self::overview::{Overview, Row, Summed, Tilt};
pub use self::room::Fitted;

use self::room::{NAME_LINE, NAME_WIDTH, SMALLEST, Space, fit};

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Showing {
    /// Nothing, as in a break.
    Blank,
    /// How to join.
    Join {
        /// How many are here.
        here: u32,
    },
    /// The question, and how much has been written. No texts.
    Writing {
        /// The question.
        question: Fitted,
        /// How much has been written.
        written: Written,
        /// Whether somebody is still on the way: how to join is shown too.
        joining: bool,
    },
    /// A step as a whole.
    Overview {
        /// Its cells.
        overview: Overview,
        /// What is said where it has lost its balance.
        tilt: Option<Tilt>,
    },
    /// What one cell or one cluster holds, a page of it.
    Cell {
        /// What it is called.
        title: Fitted,
        /// Of a cluster: the tables that it comes from.
        tables: Option<By>,
        /// What it holds, column by column.
        columns: Vec<Vec<Shown>>,
        /// Which page, counted from 1.
        page: usize,
        /// How many pages there are.
        pages: usize,
        /// How many notes it has.
        notes: usize,
    },
    /// What one table presents.
    Present(Presented),
    /// One note.
    Note {
        /// The note.
        note: Shown,
        /// The cell that it lies in and, if it does, the cluster.
        place: String,
    },
    /// What was to be shown is not there any more.
    Gone,
}

/// How much has been written in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Everybody writes by themselves: how many tables have something, of how many.
    Drafts(u32, u32),
    /// So many notes of so many tables.
    Notes(u32, u32),
}

/// A note or a cluster on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// What fits of what it says.
    pub text: Fitted,
    /// Whom it comes from.
    pub by: By,
    /// Whether there is room for that only beneath the text, rather than beside it.
    pub beneath: bool,
}

/// Whom something on the screen comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// One table.
    Table(TableNo, String),
    /// A cluster: so many of the tables.
    Tables(usize, usize),
}

/// What all that is shown is made from.
#[derive(Clone, Copy)]
struct Board<'a> {
    session: &'a Session,
    step: &'a Step,
    arrangement: &'a Arrangement,
    /// How many tables there are to come from.
    tables: usize,
    language: Language,
}

/// The step whose notes the picture is made of.
pub fn step_on_screen<'a>(view: &'a ScreenView, session: &'a Session) -> &'a StepId {
    view.step().unwrap_or(&session.step)
}

/// What the screen shows, given what lies in the step that it shows.
pub fn showing(
    session: &Session,
    summary: &Summary,
    arrangement: &Arrangement,
    language: Language,
) -> Showing {
    if session.screen.blanked {
        return Showing::Blank;
    }
    let view = session.on_screen(summary);
    let Some(step) = session.method.step(step_on_screen(&view, session)) else {
        return Showing::Gone;
    };
    let board = Board {
        session,
        step,
        arrangement,
        tables: taking_part(session, summary, &step.id),
        language,
    };
    let shown = match &view {
        ScreenView::Follow | ScreenView::Join => Some(Showing::Join {
            here: summary.tables.iter().map(|table| table.here).sum(),
        }),
        ScreenView::Writing { .. } => Some(writing(&board, summary)),
        ScreenView::Overview { .. } => Some(board.overview()),
        ScreenView::Cell { cell, page, .. } => board.cell_page(cell, usize::from(*page)),
        ScreenView::Cluster { cluster, page, .. } => {
            board.cluster_page(cluster, usize::from(*page))
        }
        ScreenView::Present { table, .. } => board.present(*table),
        ScreenView::Note { note, .. } => board.note(note),
    };
    shown.unwrap_or(Showing::Gone)
}

fn writing(board: &Board, summary: &Summary) -> Showing {
    let (session, step) = (board.session, board.step);
    let joining = is_joining(session, summary);
    let written = if session.phase(&step.id) == Phase::Individual {
        let drafting = summary.drafting.get(&step.id).copied().unwrap_or_default();
        Written::Drafts(drafting, session.presenting_order().len() as u32)
    } else {
        let written = summary.written.get(&step.id);
        let written = written.map_or(&[] as &[u32], Vec::as_slice);
        let tables = written.iter().filter(|count| **count > 0).count();
        Written::Notes(written.iter().sum(), tables as u32)
    };
    Showing::Writing {
        question: head::asked(step.question.get(board.language), joining),
        written,
        joining,
    }
}

/// Whether somebody is still expected: at a table that nobody has joined, or that has fewer people than
/// it is laid for.
fn is_joining(session: &Session, summary: &Summary) -> bool {
    session.presenting_order().into_iter().any(|number| {
        let at = usize::from(number.0).saturating_sub(1);
        let joined = summary.tables.get(at).map_or(0, |table| table.joined);
        let seats = session.table(number).and_then(|table| table.seats);
        joined < u32::from(seats.unwrap_or_default()).max(1)
    })
}

/// How many tables a step has had: those that take part, and those that wrote in it before they left.
fn taking_part(session: &Session, summary: &Summary, step: &StepId) -> usize {
    let written = summary.written.get(step);
    let wrote = |at: usize| written.is_some_and(|counts| counts.get(at).is_some_and(|c| *c > 0));
    let tables = session.tables.iter().enumerate();
    tables
        .filter(|(at, table)| !table.closed || wrote(*at))
        .count()
}

impl Board<'_> {
    /// Every cell of the step with its title, parking last.
    fn titled_cells(&self) -> Vec<(CellId, String)> {
        let own = self.step.cells();
        let own = own.map(|cell| (cell.title(self.language), cell.id));
        let parking = parking().title.get(self.language).to_owned();
        own.chain([(parking, parking_id())])
            .map(|(title, id)| (id, title))
            .collect()
    }

    /// A cell's title where it fits, else its short one.
    fn title(&self, cell: &Cell, space: Space) -> Fitted {
        let title = cell.title(self.language);
        if space.holds(&title) {
            return fit(&title, space);
        }
        fit(cell.heading.label(self.language), space)
    }

    fn by(&self, table: TableNo) -> By {
        let name = self.session.table(table).map(|table| table.name.clone());
        By::Table(table, name.unwrap_or_default())
    }

    fn by_tables(&self, cluster: &PlacedCluster) -> By {
        By::Tables(cluster.tables.len(), self.tables)
    }

    /// A note where its table stands on a line of its own.
    fn shown(&self, placed: &PlacedNote, space: Space) -> Shown {
        self.fitted(&placed.note.text, self.by(placed.table), space, true)
    }

    /// A cluster in such a place.
    fn grouped(&self, cluster: &PlacedCluster, space: Space) -> Shown {
        self.fitted(&cluster.title, self.by_tables(cluster), space, true)
    }

    fn fitted(&self, whole: &str, by: By, space: Space, beneath: bool) -> Shown {
        Shown {
            text: fit(whole, space),
            by,
            beneath,
        }
    }

    /// Puts whom it comes from beside the text where that is short enough, and no word suffers.
    fn beside(&self, whole: &str, by: By, space: Space) -> Shown {
        let narrow = Space {
            width: space.width - NAME_WIDTH - GAP,
            ..space
        };
        let short = match &by {
            By::Table(_, name) => room::width(name, SMALLEST) <= NAME_WIDTH,
            By::Tables(..) => true,
        };
        let whole_words = fit(whole, narrow).size == narrow.size;
        if short && whole_words {
            return self.fitted(whole, by, narrow, false);
        }
        // Its own line is one line less for the text.
        let lines = space.lines.saturating_sub(1).max(1);
        self.fitted(whole, by, Space { lines, ..space }, true)
    }
}

impl Shown {
    /// How high it is, in pixels, where a line of text is so high.
    fn height(&self, line: u32) -> u32 {
        self.text.lines * line + if self.beneath { NAME_LINE } else { 0 }
    }
}

/// Between a text and what stands beside it, in pixels.
const GAP: u32 = 16;

fn parking_id() -> CellId {
    parking().id.clone()
}
