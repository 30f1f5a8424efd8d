//! Somebody who sorts, with their own replicas of all documents.

use std::collections::BTreeMap;

use bordsvis_shared::board::{Arrangement, Content, History, Replica, arrange};
use bordsvis_shared::id::{CellId, NoteId, Scope, StepId, TableNo};

pub const TAGS: [&str; 2] = ["risk", "riskfaktor"];
pub const CELLS: [&str; 2] = ["strengths", "threats"];

pub fn step() -> StepId {
    "swot".parse().unwrap()
}

pub fn plenary() -> Scope {
    Scope::Plenary(step())
}

pub fn scopes() -> Vec<Scope> {
    let tables = [1, 2].map(TableNo);
    let documents = tables
        .into_iter()
        .flat_map(|table| [Scope::Table(step(), table), Scope::Aside(step(), table)]);
    documents.chain([plenary()]).collect()
}

/// The note that lies beside another's in a document pair: where it goes when it is taken down.
pub fn other_side(scope: &Scope) -> Scope {
    match scope.clone() {
        Scope::Table(step, table) => Scope::Aside(step, table),
        Scope::Aside(step, table) => Scope::Table(step, table),
        scope => scope,
    }
}

/// Everything that can be said of a document, one by one: who said it is told apart by this.
pub type Facts = BTreeMap<(Scope, String), String>;

pub fn facts(scope: &Scope, content: &Content) -> Facts {
    let mut facts = Facts::new();
    let mut say = |what: String, value: String| {
        facts.insert((scope.clone(), what), value);
    };
    for (id, note) in &content.notes {
        say(format!("{id} pos"), format!("{:?}", note.pos));
        say(format!("{id} lifted"), format!("{:?}", note.lifted));
        say(format!("{id} bin"), format!("{:?}", note.bin));
        for tag in TAGS {
            say(
                format!("{id} tag {tag}"),
                note.tags.contains(tag).to_string(),
            );
        }
    }
    for (id, placement) in &content.placements {
        say(format!("{id} placed"), format!("{:?}", placement.pos));
        say(format!("{id} cluster"), format!("{:?}", placement.cluster));
        say(format!("{id} into"), format!("{:?}", placement.into));
        for tag in TAGS {
            say(
                format!("{id} placed tag {tag}"),
                format!("{:?}", placement.tags.get(tag)),
            );
        }
    }
    for (id, cluster) in &content.clusters {
        say(format!("{id} title"), cluster.title.clone());
        say(format!("{id} pos"), format!("{:?}", cluster.pos));
    }
    facts
}

pub struct Actor {
    pub documents: BTreeMap<Scope, Replica>,
    /// What they say.
    pub contents: BTreeMap<Scope, Content>,
    pub history: History,
    /// The letter of this one's own, in which it types.
    pub letter: char,
}

impl Actor {
    pub fn read(&mut self, scope: &Scope) {
        let content = self.documents[scope].content();
        self.contents.insert(scope.clone(), content);
    }

    pub fn facts(&self) -> Facts {
        self.contents
            .iter()
            .flat_map(|(scope, content)| facts(scope, content))
            .collect()
    }

    /// Every note that can be read, with the document that counts for it.
    pub fn notes(&self) -> Vec<(Scope, NoteId)> {
        let contents = &self.contents;
        let notes = contents.iter().flat_map(|(scope, content)| {
            let ids = content.notes.keys();
            ids.map(move |id| (scope.clone(), id.clone()))
        });
        let shown = notes.filter(|(scope, id)| {
            let aside = &contents[&other_side(scope)];
            !(matches!(scope, Scope::Table(..)) && aside.notes.contains_key(id))
        });
        shown.collect()
    }

    pub fn picture(&self) -> Arrangement {
        let known: CellId = CELLS[0].parse().unwrap();
        let (first, parking) = (CELLS[1].parse().unwrap(), "parking".parse().unwrap());
        arrange(
            &step(),
            &self.contents,
            |cell| *cell == known || *cell == first,
            &parking,
        )
    }
}
