//! Facilitators and tables who sort the same step at the same time, over several documents, with updates
//! that arrive in any order: in the end every replica shows the same, every note is there once, and
//! nobody's undo has touched what somebody else did.

use std::collections::{BTreeMap, BTreeSet};

use bordsvis_shared::board::{
    Arrangement, Change, Content, Edit, History, Position, Rank, Replica, Way, arrange,
};
use bordsvis_shared::id::{CellId, ClusterId, NoteId, Scope, StepId, TableNo};
use proptest::prelude::*;
use proptest::sample::Index;

const ACTORS: usize = 3;
/// An update that says nothing.
const NOTHING: [u8; 2] = [0, 0];
const TAGS: [&str; 2] = ["risk", "riskfaktor"];
const CELLS: [&str; 2] = ["strengths", "threats"];

/// What somebody does, of what they see by then.
#[derive(Debug, Clone)]
enum Deed {
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
fn deed(index: impl Strategy<Value = Index> + Clone + 'static) -> impl Strategy<Value = Deed> {
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
fn deeds() -> impl Strategy<Value = Vec<(usize, Deed)>> {
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

fn step() -> StepId {
    "swot".parse().unwrap()
}

fn plenary() -> Scope {
    Scope::Plenary(step())
}

fn scopes() -> Vec<Scope> {
    let tables = [1, 2].map(TableNo);
    let documents = tables
        .into_iter()
        .flat_map(|table| [Scope::Table(step(), table), Scope::Aside(step(), table)]);
    documents.chain([plenary()]).collect()
}

/// The note that lies beside another's in a document pair: where it goes when it is taken down.
fn other_side(scope: &Scope) -> Scope {
    match scope.clone() {
        Scope::Table(step, table) => Scope::Aside(step, table),
        Scope::Aside(step, table) => Scope::Table(step, table),
        scope => scope,
    }
}

/// Everything that can be said of a document, one by one: who said it is told apart by this.
type Facts = BTreeMap<(Scope, String), String>;

fn facts(scope: &Scope, content: &Content) -> Facts {
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

struct Actor {
    documents: BTreeMap<Scope, Replica>,
    /// What they say.
    contents: BTreeMap<Scope, Content>,
    history: History,
    /// The letter of this one's own, in which it types.
    letter: char,
}

impl Actor {
    fn read(&mut self, scope: &Scope) {
        let content = self.documents[scope].content();
        self.contents.insert(scope.clone(), content);
    }

    fn facts(&self) -> Facts {
        self.contents
            .iter()
            .flat_map(|(scope, content)| facts(scope, content))
            .collect()
    }

    /// Every note that can be read, with the document that counts for it.
    fn notes(&self) -> Vec<(Scope, NoteId)> {
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

    fn picture(&self) -> Arrangement {
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

struct World {
    actors: Vec<Actor>,
    /// Who has ever said what of what.
    said: BTreeMap<((Scope, String), String), BTreeSet<usize>>,
    /// When notes were put on the table that have not been taken back yet.
    added: BTreeMap<NoteId, i64>,
    drawn: u32,
}

impl World {
    fn new() -> Self {
        let actor = |actor: usize| Actor {
            documents: scopes()
                .into_iter()
                .zip(1..)
                .map(|(scope, n)| (scope, Replica::new(actor as u32 * 100 + n)))
                .collect(),
            contents: scopes()
                .into_iter()
                .map(|s| (s, Content::default()))
                .collect(),
            history: History::default(),
            letter: char::from(b'a' + actor as u8),
        };
        Self {
            actors: (0..ACTORS).map(actor).collect(),
            said: BTreeMap::new(),
            added: BTreeMap::new(),
            drawn: 0,
        }
    }

    fn draw<T: std::str::FromStr>(&mut self, kind: &str) -> T {
        self.drawn += 1;
        let text = format!("{kind}{}", self.drawn);
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    fn position(&mut self, cell: usize) -> Position {
        self.drawn += 1;
        let mut random = [0; Rank::RANDOM_BYTES];
        random[..4].copy_from_slice(&self.drawn.to_le_bytes());
        Position {
            cell: CELLS[cell].parse().unwrap(),
            rank: Rank::between(None, None, random),
        }
    }

    /// Makes edits in one go, and gives how they can be taken back, as a client does.
    fn make(&mut self, actor: usize, edits: Vec<(Scope, Edit)>) -> Vec<Change> {
        self.drawn += 1;
        let now = i64::from(self.drawn);
        let contents = self.actors[actor].contents.clone();
        let inverses: Vec<_> = edits
            .iter()
            .map(|(scope, edit)| edit.inverse(&contents[scope], now))
            .collect();
        let before = self.actors[actor].facts();
        let mut changes = Vec::new();
        for ((scope, done), inverse) in edits.into_iter().zip(inverses) {
            let made = self.actors[actor].documents[&scope].edit(&done);
            self.actors[actor].read(&scope);
            if let (Edit::Add { note, .. }, Some(_)) = (&done, &inverse) {
                self.added.insert(note.clone(), now);
            }
            if made.is_ok() {
                changes.extend(inverse.map(|inverse| Change {
                    scope,
                    done,
                    inverse,
                }));
            }
        }
        for (fact, value) in self.actors[actor].facts() {
            if before.get(&fact) != Some(&value) {
                self.said.entry((fact, value)).or_default().insert(actor);
            }
        }
        changes
    }

    fn happen(&mut self, actor: usize, deed: Deed) {
        match deed {
            Deed::Turn(way) => return self.turn(actor, way),
            Deed::Hear(other) => return self.hear(actor, other),
            _ => {}
        }
        let edits = self.edits(actor, deed);
        let changes = self.make(actor, edits);
        self.actors[actor].history.record(&step(), changes);
    }

    fn edits(&mut self, actor: usize, deed: Deed) -> Vec<(Scope, Edit)> {
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

    /// Takes back, or does again; nothing that changes by it may be somebody else's work.
    fn turn(&mut self, actor: usize, way: Way) {
        let contents = self.actors[actor].contents.clone();
        let stands = |scope: &Scope, edit: &Edit| edit.stands(&contents[scope]);
        let Some((edits, _)) = self.actors[actor].history.take(way, &step(), stands) else {
            return;
        };
        let before = self.actors[actor].facts();
        let changes = self.make(actor, edits.clone());
        let after = self.actors[actor].facts();
        for (fact, old) in &before {
            let new = after.get(fact);
            let carried = || {
                // What was taken down or put up says the same on its other side.
                let other = (other_side(&fact.0), fact.1.clone());
                new.is_none() && after.get(&other) == Some(old)
            };
            if new != Some(old) && !carried() {
                let sayers = self.said.get(&(fact.clone(), old.clone()));
                let own = sayers.is_some_and(|sayers| sayers.contains(&actor));
                assert!(own, "{actor} took back {fact:?}, {old}, by {edits:?}");
            }
        }
        self.check_words(actor, &contents, &edits);
        if way == Way::Undo {
            self.check_members(actor, &contents, &edits);
            self.check_added(actor, &contents, &edits);
        }
        self.actors[actor].history.turned(way, &step(), changes);
    }

    /// What others have typed is still there: in its note, or on that one's other side.
    fn check_words(
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
    fn check_members(
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
    fn check_added(
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

    fn hear(&mut self, actor: usize, other: usize) {
        for scope in scopes() {
            let known = self.actors[actor].documents[&scope].state_vector();
            let news = self.actors[other].documents[&scope].diff(&known).unwrap();
            if news == NOTHING {
                continue;
            }
            self.actors[actor].documents[&scope]
                .apply_update(&news)
                .unwrap();
            self.actors[actor].read(&scope);
        }
    }
}

/// Every note is shown once, and says where.
fn check_whole(actor: &Actor) {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn all_see_the_same_and_nobody_undoes_anothers_work(
        deeds in deeds()
    ) {
        let mut world = World::new();
        for (actor, deed) in deeds {
            world.happen(actor, deed);
            check_whole(&world.actors[actor]);
        }
        // The first hears everybody, then everybody hears the first.
        (1..ACTORS).for_each(|other| world.hear(0, other));
        (1..ACTORS).for_each(|actor| world.hear(actor, 0));
        let picture = world.actors[0].picture();
        for actor in &world.actors {
            check_whole(actor);
            prop_assert_eq!(&actor.picture(), &picture);
        }
    }

    /// With nobody else about, all that was done can be taken back, and done again.
    #[test]
    fn one_alone_gets_back_to_the_start_and_to_the_end(
        deeds in prop::collection::vec(deed(any::<Index>()), 1..40)
    ) {
        let mut world = World::new();
        for deed in deeds {
            if !matches!(deed, Deed::Turn(_) | Deed::Hear(_)) {
                world.happen(0, deed);
            }
        }
        let done = world.actors[0].picture();
        let turn_all = |world: &mut World, way| {
            while world.actors[0].history.can(way, &step()) {
                world.turn(0, way);
            }
        };
        turn_all(&mut world, Way::Undo);
        let start = world.actors[0].picture();
        // What was put on the table lies in the bin.
        prop_assert_eq!(start.notes().count(), 0);
        prop_assert_eq!(start.clusters.len(), 0);
        turn_all(&mut world, Way::Redo);
        prop_assert_eq!(world.actors[0].picture(), done);
    }
}
