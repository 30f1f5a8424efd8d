//! A board as it is being made up on the home page, before it exists. Pure: it neither draws nor
//! sends.

use bordsvis_shared::api::{CreateBoard, Invalid, MAX_TABLES, TableSpec};
use bordsvis_shared::id::MethodId;
use bordsvis_shared::session::{Record, Table};
use serde::{Deserialize, Serialize};

use crate::texts::Texts;

/// How many tables a new board has: what most workshops in the sources had.
const USUAL_TABLES: u32 = 6;

/// What has been filled in so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub title: String,
    /// None means the first that the server offers.
    pub method: Option<MethodId>,
    /// The tables in the room, then those that take part from elsewhere.
    pub tables: Vec<DraftTable>,
    pub record: Record,
    /// The key that some servers want of whoever creates a board. A secret, so it isn't kept.
    #[serde(skip)]
    pub create_key: String,
}

/// A table; whatever is empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DraftTable {
    /// Tells the rows apart while some come and go.
    pub row: u32,
    /// Empty means "Bord 3", for the third.
    pub name: String,
    pub municipality: String,
    pub county: String,
    pub remote: bool,
}

impl Default for Draft {
    fn default() -> Self {
        let mut draft = Self {
            title: String::new(),
            method: None,
            tables: Vec::new(),
            record: Record::default(),
            create_key: String::new(),
        };
        draft.set_in_room(USUAL_TABLES);
        draft
    }
}

impl Draft {
    /// How many tables sit in the room.
    pub fn in_room(&self) -> u32 {
        self.tables.iter().filter(|table| !table.remote).count() as u32
    }

    /// The fewest tables that may sit in the room: a board has at least one table.
    pub fn least_in_room(&self) -> u32 {
        u32::from(self.tables.iter().all(|table| !table.remote))
    }

    /// The most tables that may sit in the room beside those elsewhere.
    pub fn most_in_room(&self) -> u32 {
        MAX_TABLES as u32 - (self.tables.len() as u32 - self.in_room())
    }

    /// Adds tables to the room, or takes the last ones away.
    pub fn set_in_room(&mut self, wanted: u32) {
        while self.in_room() < wanted {
            let table = self.new_table();
            self.tables.insert(self.in_room() as usize, table);
        }
        while self.in_room() > wanted {
            self.tables.remove(self.in_room() as usize - 1);
        }
    }

    /// Adds a table that takes part from elsewhere, and tells its row; none when the board is full.
    pub fn add_remote(&mut self) -> Option<u32> {
        if self.tables.len() >= MAX_TABLES {
            return None;
        }
        let table = DraftTable {
            remote: true,
            ..self.new_table()
        };
        let row = table.row;
        self.tables.push(table);
        Some(row)
    }

    /// Takes a table away, unless it is the last.
    pub fn remove(&mut self, row: u32) {
        if self.tables.len() > 1 {
            self.tables.retain(|table| table.row != row);
        }
    }

    /// The table of a row, and its number.
    pub fn table(&self, row: u32) -> Option<(u16, &DraftTable)> {
        let at = self.tables.iter().position(|table| table.row == row)?;
        Some((at as u16 + 1, &self.tables[at]))
    }

    /// The same, to write in.
    pub fn table_mut(&mut self, row: u32) -> Option<&mut DraftTable> {
        self.tables.iter_mut().find(|table| table.row == row)
    }

    /// The board to ask for; or the first thing that is wrong.
    pub fn board(&self, t: Texts, first_method: &MethodId) -> Result<CreateBoard, Invalid> {
        let some = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
        let tables = self.tables.iter().zip(1..).map(|(table, number)| {
            TableSpec::Table(Table {
                municipality: some(&table.municipality),
                county: some(&table.county),
                remote: table.remote,
                ..Table::named(&some(&table.name).unwrap_or_else(|| t.table(number)))
            })
        });
        let board = CreateBoard {
            title: self.title.clone(),
            method: self.method.as_ref().unwrap_or(first_method).clone(),
            tables: tables.collect(),
            language: t.language(),
            record: self.record.clone(),
        };
        board.checked().map(|(board, _)| board)
    }

    fn new_table(&self) -> DraftTable {
        let last = self.tables.iter().map(|table| table.row).max();
        DraftTable {
            row: last.map_or(0, |last| last + 1),
            ..DraftTable::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bordsvis_shared::method::Language;

    fn names(draft: &Draft) -> Vec<String> {
        let method = "grund".parse().unwrap();
        let board = draft.board(Texts(Language::Sv), &method).unwrap();
        let name = |spec| match spec {
            TableSpec::Table(table) => table.name,
            TableSpec::Name(name) => name,
        };
        board.tables.into_iter().map(name).collect()
    }

    fn titled() -> Draft {
        Draft {
            title: "Social oro".to_owned(),
            ..Draft::default()
        }
    }

    #[test]
    fn a_title_is_enough() {
        assert_eq!(
            names(&titled()).join(", "),
            "Bord 1, Bord 2, Bord 3, Bord 4, Bord 5, Bord 6"
        );
        let untitled = Draft::default().board(Texts(Language::Sv), &"grund".parse().unwrap());
        assert_eq!(untitled.unwrap_err().field, "title");
    }

    #[test]
    fn tables_elsewhere_come_last_and_keep_what_was_written() {
        let mut draft = titled();
        let row = draft.add_remote().unwrap();
        draft.table_mut(row).unwrap().municipality = "Kiruna".to_owned();
        draft.set_in_room(2);
        draft.set_in_room(3);
        assert_eq!(names(&draft).len(), 4);
        let (number, table) = draft.table(row).unwrap();
        assert_eq!(
            (number, table.remote, table.municipality.as_str()),
            (4, true, "Kiruna")
        );
    }

    #[test]
    fn rows_are_never_mistaken_for_each_other() {
        let mut draft = titled();
        draft.remove(2);
        draft.set_in_room(6);
        let mut rows: Vec<_> = draft.tables.iter().map(|table| table.row).collect();
        rows.sort();
        rows.dedup();
        assert_eq!(rows.len(), 6);
    }

    #[test]
    fn a_board_has_one_table_at_least_and_not_too_many() {
        let mut draft = titled();
        draft.set_in_room(draft.most_in_room());
        assert_eq!(draft.add_remote(), None);
        draft.set_in_room(draft.least_in_room());
        assert_eq!(draft.tables.len(), 1);
        draft.remove(draft.tables[0].row);
        assert_eq!(draft.tables.len(), 1);
        draft.add_remote();
        draft.set_in_room(draft.least_in_room());
        assert_eq!((draft.tables.len(), draft.in_room()), (1, 0));
    }
}
