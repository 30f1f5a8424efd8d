//! What somebody does, of what they see by then, and the edits that it takes.

use std::collections::BTreeSet;

use bordsvis_shared::board::{Edit, Way};
use bordsvis_shared::id::{ClusterId, NoteId, Scope, TableNo};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::actor::{CELLS, TAGS, other_side, plenary, step};
use crate::world::{ACTORS, World};

/// What somebody does, of what they see by then.
#[derive(Debug, Clone)]
pub enum Deed {
    Add(usize),
    Type(Index),
    Move(Index, usize),
    Place(Index, usize),
    Lift(Index),
    Tag(Index, usize),
    PlaceTag(Index, usize, Option<bool>),
    Bin(Index),
    Merge(Index, Option<Index>),
    Cluster(Vec<Index>, usize),
    Gather(Index, Option<Index>),
    Title(Index),
    MoveCluster(Index, usize),
    Dissolve(Index),
    /// Takes a note down, or puts it up again.
    Carry(Index),
    Turn(Way),
    /// Hears what another has done so far.
    Hear(usize),
}

/// `index` says which notes and clusters.
pub fn deed(index: impl Strategy<Value = Index> + Clone + 'static) -> impl Strategy<Value = Deed> {
    let index = || index.clone();
    let cell = || 0..CELLS.len();
    let tag = || 0..TAGS.len();
    prop_oneof![
        4 => (1..3_usize).prop_map(Deed::Add),
        2 => index().prop_map(Deed::Type),
        2 => (index(), cell()).prop_map(|(note, cell)| Deed::Move(note, cell)),
        2 => (index(), cell()).prop_map(|(note, cell)| Deed::Place(note, cell)),
        1 => index().prop_map(Deed::Lift),
        1 => (index(), tag()).prop_map(|(note, tag)| Deed::Tag(note, tag)),
        2 => (index(), tag(), any::<Option<bool>>()).prop_map(|(n, tag, on)| Deed::PlaceTag(n, tag, on)),
        3 => index().prop_map(Deed::Bin),
        3 => (index(), prop::option::of(index())).prop_map(|(note, into)| Deed::Merge(note, into)),
        2 => (prop::collection::vec(index(), 0..3), cell()).prop_map(|(n, cell)| Deed::Cluster(n, cell)),
        3 => (index(), prop::option::weighted(0.8, index())).prop_map(|(n, k)| Deed::Gather(n, k)),
        1 => index().prop_map(Deed::Title),
        1 => (index(), cell()).prop_map(|(cluster, cell)| Deed::MoveCluster(cluster, cell)),
        1 => index().prop_map(Deed::Dissolve),
        3 => index().prop_map(Deed::Carry),
        3 => Just(Deed::Turn(Way::Undo)),
        1 => Just(Deed::Turn(Way::Redo)),
        4 => (0..ACTORS).prop_map(Deed::Hear),
    ]
}

/// What happens: whatever anybody does, or one who does something to two notes, another who changes
/// that, and the first who then takes theirs back.
pub fn deeds() -> impl Strategy<Value = Vec<(usize, Deed)>> {
    let anything = (0..ACTORS, deed(any::<Index>())).prop_map(|deed| vec![deed]);
    let meddling = any::<[Index; 2]>().prop_flat_map(|two| {
        let theirs = prop::collection::vec(deed(prop::sample::select(two.to_vec())), 1..4);
        (
            0..ACTORS,
            deed(prop::sample::select(two.to_vec())),
            1..ACTORS,
            theirs,
        )
    });
    let meddling = meddling.prop_map(|(one, first, off, theirs)| {
        let other = (one + off) % ACTORS;
        let meet = || [(one, Deed::Hear(other)), (other, Deed::Hear(one))];
        let theirs = theirs.into_iter().map(|deed| (other, deed));
        let then = [(one, Deed::Turn(Way::Undo))];
        let before = meet().into_iter().chain([(one, first)]).chain(meet());
        before.chain(theirs).chain(meet()).chain(then).collect()
    });
    let parts = prop::collection::vec(prop_oneof![2 => anything, 1 => meddling], 1..40);
    parts.prop_map(|parts| parts.concat())
}

impl World {
    /// The edits that a deed takes.
    pub fn edits(&mut self, actor: usize, deed: Deed) -> Vec<(Scope, Edit)> {
        let notes = self.actors[actor].notes();
        let contents = self.actors[actor].contents.clone();
        let clusters: Vec<ClusterId> = contents[&plenary()].clusters.keys().cloned().collect();
        let pick = |index: &Index| (!notes.is_empty()).then(|| index.get(&notes).clone());
        let pick_cluster =
            |index: &Index| (!clusters.is_empty()).then(|| index.get(&clusters).clone());
        let at_note = |index: &Index, edit: &dyn Fn(NoteId) -> Edit| {
            let picked = pick(index);
            picked
                .map(|(scope, note)| (scope, edit(note)))
                .into_iter()
                .collect::<Vec<_>>()
        };
        let in_plenary = |index: &Index, edit: &dyn Fn(NoteId) -> Edit| {
            let picked = pick(index);
            picked
                .map(|(_, note)| (plenary(), edit(note)))
                .into_iter()
                .collect::<Vec<_>>()
        };
        let note_of = |scope: &Scope, id: &NoteId| contents[scope].notes[id].clone();
        let letter = self.actors[actor].letter;
        match deed {
            Deed::Add(table) => {
                let add = Edit::Add {
                    note: self.draw("n"),
                    text: letter.to_string(),
                    pos: self.position(0),
                    by: String::new(),
                    at: 0,
                    tags: Default::default(),
                    from: Vec::new(),
                };
                vec![(Scope::Table(step(), TableNo(table as u16)), add)]
            }
            Deed::Type(note) => {
                let Some((scope, note)) = pick(&note) else {
                    return Vec::new();
                };
                let base = note_of(&scope, &note).text.clone();
                let text = format!("{base}{letter}");
                vec![(scope, Edit::SetText { note, base, text })]
            }
            Deed::Move(note, cell) => {
                let pos = self.position(cell);
                at_note(&note, &|note| Edit::Move {
                    note,
                    pos: pos.clone(),
                })
            }
            Deed::Place(note, cell) => {
                let pos = Some(self.position(cell));
                in_plenary(&note, &|note| Edit::Place {
                    note,
                    pos: pos.clone(),
                })
            }
            Deed::Lift(note) => at_note(&note, &|note| Edit::Lift { note, lifted: true }),
            Deed::Tag(note, tag) => at_note(&note, &|note| Edit::Tag {
                note,
                tag: TAGS[tag].to_owned(),
                on: true,
            }),
            Deed::PlaceTag(note, tag, on) => in_plenary(&note, &|note| Edit::PlaceTag {
                note,
                tag: TAGS[tag].to_owned(),
                on,
            }),
            Deed::Bin(note) => {
                let now = i64::from(self.drawn) + 1;
                let Some((scope, note)) = pick(&note) else {
                    return Vec::new();
                };
                let at = note_of(&scope, &note).bin.is_none().then_some(now);
                vec![(scope, Edit::Bin { note, at })]
            }
            Deed::Merge(note, into) => {
                let into = into.and_then(|into| Some(pick(&into)?.1));
                in_plenary(&note, &|note| Edit::Merge {
                    note,
                    into: into.clone(),
                })
            }
            Deed::Cluster(picked, cell) => {
                let cluster: ClusterId = self.draw("k");
                let picked: BTreeSet<NoteId> = picked
                    .iter()
                    .filter_map(|note| Some(pick(note)?.1))
                    .collect();
                let make = Edit::Cluster {
                    cluster: cluster.clone(),
                    title: cluster.to_string(),
                    pos: self.position(cell),
                    with: picked.clone(),
                };
                let gather = picked.into_iter().map(|note| Edit::Gather {
                    note,
                    cluster: Some(cluster.clone()),
                });
                let edits = [make].into_iter().chain(gather);
                edits.map(|edit| (plenary(), edit)).collect()
            }
            Deed::Gather(note, cluster) => {
                let cluster = cluster.and_then(|cluster| pick_cluster(&cluster));
                in_plenary(&note, &|note| Edit::Gather {
                    note,
                    cluster: cluster.clone(),
                })
            }
            Deed::Title(cluster) => {
                let title: NoteId = self.draw("t");
                let named = |cluster| Edit::TitleCluster {
                    cluster,
                    title: title.to_string(),
                };
                let picked = pick_cluster(&cluster);
                picked
                    .map(|cluster| (plenary(), named(cluster)))
                    .into_iter()
                    .collect()
            }
            Deed::MoveCluster(cluster, cell) => {
                let pos = self.position(cell);
                let picked = pick_cluster(&cluster);
                let moved = picked.map(|cluster| Edit::MoveCluster { cluster, pos });
                moved.map(|edit| (plenary(), edit)).into_iter().collect()
            }
            Deed::Dissolve(cluster) => {
                let picked = pick_cluster(&cluster);
                let gone = picked.map(|cluster| Edit::Dissolve { cluster });
                gone.map(|edit| (plenary(), edit)).into_iter().collect()
            }
            Deed::Carry(note) => {
                let Some((from, note)) = pick(&note) else {
                    return Vec::new();
                };
                let whole = (*note_of(&from, &note)).clone();
                let put = Edit::Put {
                    note: note.clone(),
                    whole,
                };
                vec![(other_side(&from), put), (from, Edit::Erase { note })]
            }
            Deed::Turn(_) | Deed::Hear(_) => Vec::new(),
        }
    }
}
