//! By what notes are laid side by side: their cell, which is how the step is arranged, or their
//! category, table or municipality. Pure.

use std::collections::BTreeSet;

use bordsvis_shared::id::TableNo;
use bordsvis_shared::session::Table;

use super::Tag;

/// What one groups by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// The step's own cells, where notes are moved and gathered.
    #[default]
    Cell,
    /// Their categories; a note of two lies in both groups.
    Tag,
    /// Who wrote them.
    Table,
    /// Where those come from.
    Municipality,
}

impl GroupBy {
    /// All of them that tell notes of a step apart.
    pub fn of(tables: &[Table], tags: &[Tag]) -> Vec<Self> {
        let places = tables.iter();
        let places = places.filter(|table| table.municipality.is_some()).count();
        let useful = |by: &Self| match by {
            Self::Cell | Self::Table => true,
            Self::Tag => !tags.is_empty(),
            Self::Municipality => places > 0,
        };
        [Self::Cell, Self::Tag, Self::Table, Self::Municipality]
            .into_iter()
            .filter(useful)
            .collect()
    }

    /// The groups, in the order in which they are shown. By cell, there are none.
    pub fn groups(self, tables: &[Table], tags: &[Tag]) -> Vec<Group> {
        match self {
            Self::Cell => Vec::new(),
            Self::Tag => {
                let tags = tags.iter().map(|tag| Group::Tag(tag.id.clone()));
                tags.chain([Group::Untagged]).collect()
            }
            Self::Table => (1..=tables.len() as u16)
                .map(|number| Group::Table(TableNo(number)))
                .collect(),
            Self::Municipality => {
                let places = tables.iter().filter_map(|t| t.municipality.clone());
                let places: BTreeSet<String> = places.collect();
                let places = places.into_iter().map(Group::Municipality);
                places.chain([Group::Elsewhere]).collect()
            }
        }
    }
}

/// A group of notes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Group {
    /// Those of a category.
    Tag(String),
    /// Those of none that the step has.
    Untagged,
    /// Those of a table.
    Table(TableNo),
    /// Those of a municipality.
    Municipality(String),
    /// Those of tables that stand for none.
    Elsewhere,
}

impl Group {
    /// Whether a note belongs to it.
    pub fn has(
        &self,
        tables: &[Table],
        known: &[Tag],
        table: TableNo,
        tags: &BTreeSet<String>,
    ) -> bool {
        let found = usize::from(table.0).checked_sub(1);
        let found = found.and_then(|at| tables.get(at));
        let place = || found.and_then(|table| table.municipality.as_ref());
        match self {
            Self::Tag(tag) => tags.contains(tag),
            Self::Untagged => !known.iter().any(|tag| tags.contains(&tag.id)),
            Self::Table(number) => *number == table,
            Self::Municipality(name) => place() == Some(name),
            Self::Elsewhere => place().is_none(),
        }
    }

    /// The category of a note of which it is the copy here that is typed in, where it lies in several
    /// groups: the first of the step's.
    pub fn is_first(&self, known: &[Tag], tags: &BTreeSet<String>) -> bool {
        match self {
            Self::Tag(tag) => {
                let first = known.iter().find(|tag| tags.contains(&tag.id));
                first.is_some_and(|first| first.id == *tag)
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> Vec<Table> {
        let of = |name: &str, municipality: Option<&str>| Table {
            municipality: municipality.map(str::to_owned),
            ..Table::named(name)
        };
        vec![
            of("Bord 1", Some("Borås")),
            of("Bord 2", None),
            of("Bord 3", Some("Ale")),
        ]
    }

    fn tags() -> Vec<Tag> {
        let tag = |id: &str| Tag {
            id: id.to_owned(),
            title: id.to_owned(),
        };
        vec![tag("factor"), tag("risk")]
    }

    /// The groups, by their place, in which a note lies.
    fn check(by: GroupBy, table: u16, own: &[&str], expected: &[usize]) {
        let (tables, known) = (tables(), tags());
        let own: BTreeSet<String> = own.iter().map(|tag| (*tag).to_owned()).collect();
        let groups = by.groups(&tables, &known);
        let has = |group: &Group| group.has(&tables, &known, TableNo(table), &own);
        let found = groups.iter().enumerate().filter(|(_, group)| has(group));
        let found: Vec<usize> = found.map(|(at, _)| at).collect();
        assert_eq!(found, expected, "{by:?}, table {table}, {own:?}");
    }

    #[test]
    fn a_note_lies_in_each_group_that_it_belongs_to() {
        check(GroupBy::Cell, 1, &[], &[]);
        check(GroupBy::Tag, 1, &[], &[2]);
        check(GroupBy::Tag, 1, &["risk"], &[1]);
        check(GroupBy::Tag, 1, &["risk", "factor"], &[0, 1]);
        check(GroupBy::Tag, 1, &["no longer there"], &[2]);
        check(GroupBy::Table, 3, &["risk"], &[2]);
        // Ale, Borås, elsewhere.
        check(GroupBy::Municipality, 3, &[], &[0]);
        check(GroupBy::Municipality, 1, &[], &[1]);
        check(GroupBy::Municipality, 2, &[], &[2]);
    }

    #[test]
    fn of_a_note_in_two_groups_the_first_is_typed_in() {
        let both = BTreeSet::from(["risk".to_owned(), "factor".to_owned()]);
        let first = |group: Group| group.is_first(&tags(), &both);
        assert!(first(Group::Tag("factor".to_owned())));
        assert!(!first(Group::Tag("risk".to_owned())));
        assert!(first(Group::Table(TableNo(1))));
    }

    #[test]
    fn only_what_tells_notes_apart_is_offered() {
        let all = GroupBy::of(&tables(), &tags());
        assert_eq!(all.len(), 4);
        let plain = [Table::named("Bord 1")];
        assert_eq!(GroupBy::of(&plain, &[]), [GroupBy::Cell, GroupBy::Table]);
    }
}
