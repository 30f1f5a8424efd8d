//! What must hold of undo, and of what is shown.

use std::collections::BTreeMap;

use bordsvis_shared::board::{Content, Edit};
use bordsvis_shared::id::{NoteId, Scope};

use crate::actor::{Actor, other_side, plenary};
use crate::world::World;

/// Every note is shown once, and says where.
pub fn check_whole(actor: &Actor) {
    let picture = actor.picture();
    let contents = &actor.contents;
    let (binned, lying): (Vec<_>, Vec<_>) = actor
        .notes()
        .into_iter()
        .partition(|(scope, id)| contents[scope].notes[id].bin.is_some());
    let ids = |notes: Vec<(Scope, NoteId)>| {
        let mut ids: Vec<NoteId> = notes.into_iter().map(|(_, id)| id).collect();
        ids.sort();
        ids
    };
    let mut shown: Vec<NoteId> = picture.notes().map(|note| note.id.clone()).collect();
    shown.sort();
    assert_eq!(shown, ids(lying));
    let mut bin: Vec<NoteId> = picture.bin.iter().map(|note| note.id.clone()).collect();
    bin.sort();
    assert_eq!(bin, ids(binned));

    for cell in picture.cells() {
        let clusters = picture.clusters(cell).iter();
        for cluster in clusters.clone() {
            assert_eq!(cluster.pos.cell, *cell);
        }
        let clustered = clusters.flat_map(|cluster| {
            let notes = cluster.notes.iter().flat_map(|note| note.all());
            notes.map(|note| (note, Some(&cluster.id)))
        });
        let loose = picture.loose(cell).iter().flat_map(|note| note.all());
        for (note, cluster) in clustered.chain(loose.map(|note| (note, None))) {
            assert_eq!((&note.pos.cell, note.cluster.as_ref()), (cell, cluster));
            let under = note.merged.iter();
            assert!(
                under
                    .clone()
                    .all(|merged| merged.into.as_ref() == Some(&note.id))
            );
            assert!(under.clone().all(|merged| merged.merged.is_empty()));
        }
    }
    let shown_clusters = picture.clusters.values().flatten().count();
    assert_eq!(shown_clusters, contents[&plenary()].clusters.len());
}

impl World {
    /// What others have typed is still there: in its note, or on that one's other side.
    pub fn check_words(
        &self,
        actor: usize,
        before: &BTreeMap<Scope, Content>,
        edits: &[(Scope, Edit)],
    ) {
        let letter = self.actors[actor].letter;
        let after = self.actors[actor].contents.clone();
        let others = |text: &str| text.chars().filter(|c| *c != letter).count();
        for (scope, content) in before {
            for (id, note) in &content.notes {
                let sides = [scope.clone(), other_side(scope)];
                let kept = sides.iter().filter_map(|side| after[side].notes.get(id));
                let kept = kept.map(|note| others(&note.text)).max();
                assert!(
                    kept >= Some(others(&note.text)),
                    "{id} lost words by {edits:?}"
                );
            }
        }
    }

    /// A cluster that goes held only what one had put there oneself.
    pub fn check_members(
        &self,
        actor: usize,
        before: &BTreeMap<Scope, Content>,
        edits: &[(Scope, Edit)],
    ) {
        let (before, after) = (
            &before[&plenary()],
            &self.actors[actor].contents[&plenary()],
        );
        let gone = before
            .clusters
            .keys()
            .filter(|id| !after.clusters.contains_key(*id));
        for cluster in gone {
            for (note, placement) in &before.placements {
                if placement.cluster.as_ref() == Some(cluster) {
                    let fact = (plenary(), format!("{note} cluster"));
                    let sayers = self.said.get(&(fact, format!("{:?}", placement.cluster)));
                    let own = sayers.is_some_and(|sayers| sayers.contains(&actor));
                    assert!(own, "{note} lost its cluster {cluster} by {edits:?}");
                }
            }
        }
    }

    /// A note whose writing is taken back says nothing by others.
    pub fn check_added(
        &mut self,
        actor: usize,
        before: &BTreeMap<Scope, Content>,
        edits: &[(Scope, Edit)],
    ) {
        for (scope, edit) in edits {
            let Edit::Bin {
                note: id,
                at: Some(at),
            } = edit
            else {
                continue;
            };
            if self.added.get(id) == Some(at) {
                self.added.remove(id);
                let note = &before[scope].notes[id];
                let letter = self.actors[actor].letter.to_string();
                assert_eq!(note.text, letter, "{id} was more than what {actor} wrote");
                assert!(
                    !note.lifted && note.tags.is_empty(),
                    "{id} was lifted or tagged"
                );
            }
        }
    }
}
