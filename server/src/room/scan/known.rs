//! What a document holds, as far as the next update's admission needs it: which ids there are, and
//! for each what it lies in. yrs has no question that answers this, and would only find out while it
//! applies an update, which can't be taken back.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{Body, Content, Id, Parent, Scan, Section, Spot, Struct};

/// How deep types may nest: a root holds notes, and a note its text, tags and fields. yrs recurses
/// for each level when it deletes.
pub const MAX_TYPE_DEPTH: u8 = 3;

/// Why an update is refused by a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdmitError {
    /// The update builds upon an id that neither the document nor the update holds in time.
    #[error("{0} is missing")]
    Missing(Id),
    /// An item says to lie in something that is neither a map nor a text.
    #[error("{0} holds no shared type")]
    NotAType(Id),
    /// A type would lie deeper than [`MAX_TYPE_DEPTH`].
    #[error("the type {0} nests deeper than {MAX_TYPE_DEPTH} levels")]
    TypeTooDeep(Id),
    /// An item says to lie in two places at once: beside items of different parents, or elsewhere
    /// than the part of it that is known. yrs would thread it into one list and count it in the
    /// other, and replicas would not agree about which.
    #[error("{0} can't lie where it says")]
    Astray(Id),
    /// One item gives a key several values. Yjs joins values only once they are deleted, and tells
    /// so in the same update. Where a part of such an item lives on, yrs leaves it behind when it
    /// frees the map, with a pointer to where the map was.
    #[error("{0} gives a key several values")]
    SeveralValues(Id),
}

/// The ids that a document holds, and where each lies.
///
/// It is built up by the updates themselves, so it belongs into the checkpoint: it can't be read
/// back from the document, which forgets what has been deleted, and a server that remembers less
/// than another would give other verdicts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    clients: BTreeMap<u32, History>,
}

/// All that one client has written, from clock 0 on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct History {
    /// The clock that follows the last id.
    clock: u32,
    /// In order, each until the next one starts; what is typed in one text shares a run.
    runs: Vec<Run>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    start: u32,
    place: Place,
}

/// Where each id of a run lies, and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    /// `None` where nobody can tell any more, since it came as garbage or lies in garbage.
    seat: Option<Seat>,
    holds: Holds,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Seat {
    parent: Parent,
    /// How deep the parent lies; a root is at 1.
    depth: u8,
    /// Whether it is the value of a key, rather than part of the parent's list.
    entry: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Holds {
    Nothing,
    Value,
    /// A map or text, at that depth.
    Type(u8),
}

const COLLECTED: Place = Place {
    seat: None,
    holds: Holds::Nothing,
};

impl Place {
    fn is_value_of_key(self) -> bool {
        self.holds == Holds::Value && self.seat.is_some_and(|seat| seat.entry)
    }
}

impl Known {
    /// How much of a client's history the document holds.
    pub fn clock(&self, client: u32) -> u32 {
        self.clients.get(&client).map_or(0, |history| history.clock)
    }

    /// Takes in an update that is to be applied next, or refuses it and stays as it was. Structs
    /// that are known are passed over: a resync may bring anybody's.
    pub fn admit(&mut self, scan: &Scan) -> Result<(), AdmitError> {
        let marks: Vec<_> = scan
            .sections
            .iter()
            .map(|section| (section.client, self.mark(section.client)))
            .collect();
        let admitted = self.insert(scan).and_then(|()| self.check_deletions(scan));
        if admitted.is_err() {
            for (client, mark) in marks {
                self.rewind(client, mark);
            }
        }
        admitted
    }

    /// Takes in the structs of an update in an order in which each finds what it builds upon. That
    /// is the order of yrs: client by client, and where one has to wait for another, that one first.
    fn insert(&mut self, scan: &Scan) -> Result<(), AdmitError> {
        let mut idle: HashMap<u32, &[Struct]> = scan
            .sections
            .iter()
            .map(|section| (section.client, section.structs.as_slice()))
            .collect();
        for Section { client, .. } in &scan.sections {
            let mut queues = Vec::from_iter(Queue::take(&mut idle, *client, u32::MAX));
            // Each queue waits for the one above it.
            while let Some(mut queue) = queues.pop() {
                let Some((next, rest)) = queue.structs.split_first() else {
                    continue;
                };
                if self.clock(queue.client) >= queue.until {
                    idle.insert(queue.client, queue.structs);
                    continue;
                }
                match self.insert_struct(queue.client, next, scan) {
                    Ok(()) => {
                        queue.structs = rest;
                        queues.push(queue);
                    }
                    Err(AdmitError::Missing(id)) => {
                        // One that is not idle is done, or waits itself.
                        let other = Queue::take(&mut idle, id.client, id.clock.saturating_add(1))
                            .ok_or(AdmitError::Missing(id))?;
                        queues.extend([queue, other]);
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    fn insert_struct(&mut self, client: u32, next: &Struct, scan: &Scan) -> Result<(), AdmitError> {
        let clock = self.clock(client);
        if next.start > clock {
            return Err(AdmitError::Missing(Id { client, clock }));
        }
        if next.end > clock {
            let id = Id { client, clock };
            let place = self.place(id, next)?;
            let one = next.end - clock == 1;
            if place.is_value_of_key() && !one && !scan.deletes(client, clock..next.end) {
                return Err(AdmitError::SeveralValues(id));
            }
            self.push(client, next.end, place);
        }
        Ok(())
    }

    /// Where a struct lies, or the part of it from `id` on where the rest is known.
    fn place(&self, id: Id, next: &Struct) -> Result<Place, AdmitError> {
        let Body::Item { spot, content } = next.body else {
            return Ok(COLLECTED);
        };
        let before = (next.start < id.clock).then(|| Id {
            clock: id.clock - 1,
            ..id
        });
        let seat = match spot {
            Spot::Under { parent, entry } => {
                let seat = self.seat_under(parent, entry)?;
                if before.is_some() && self.seat_of(before)? != seat {
                    return Err(AdmitError::Astray(id));
                }
                seat
            }
            Spot::Beside { left, right } => {
                let left = self.seat_of(before.or(left))?;
                let right = self.seat_of(right)?;
                if left.is_some() && right.is_some() && left != right {
                    return Err(AdmitError::Astray(id));
                }
                left.or(right)
            }
        };
        let Some(Seat { depth, .. }) = seat else {
            return Ok(COLLECTED);
        };
        let holds = match content {
            Content::Deleted => Holds::Nothing,
            Content::Value => Holds::Value,
            Content::Type if depth >= MAX_TYPE_DEPTH => return Err(AdmitError::TypeTooDeep(id)),
            Content::Type => Holds::Type(depth + 1),
        };
        Ok(Place { seat, holds })
    }

    /// What lies in something deleted is collected at once.
    fn seat_under(&self, parent: Parent, entry: bool) -> Result<Option<Seat>, AdmitError> {
        let depth = match parent {
            Parent::Root(_) => 1,
            Parent::Type(id) => match self.place_of(id)?.holds {
                Holds::Type(depth) => depth,
                Holds::Nothing => return Ok(None),
                Holds::Value => return Err(AdmitError::NotAType(id)),
            },
        };
        Ok(Some(Seat {
            parent,
            depth,
            entry,
        }))
    }

    fn seat_of(&self, id: Option<Id>) -> Result<Option<Seat>, AdmitError> {
        Ok(match id {
            Some(id) => self.place_of(id)?.seat,
            None => None,
        })
    }

    fn place_of(&self, id: Id) -> Result<Place, AdmitError> {
        self.clients
            .get(&id.client)
            .and_then(|history| history.place_of(id.clock))
            .ok_or(AdmitError::Missing(id))
    }

    fn check_deletions(&self, scan: &Scan) -> Result<(), AdmitError> {
        for (&client, spans) in &scan.deletions {
            let clock = self.clock(client);
            if spans.last().is_some_and(|last| last.end > clock) {
                return Err(AdmitError::Missing(Id { client, clock }));
            }
        }
        Ok(())
    }

    fn push(&mut self, client: u32, end: u32, place: Place) {
        let history = self.clients.entry(client).or_default();
        if history.runs.last().is_none_or(|last| last.place != place) {
            let start = history.clock;
            history.runs.push(Run { start, place });
        }
        history.clock = end;
    }

    fn mark(&self, client: u32) -> Mark {
        self.clients
            .get(&client)
            .map_or_else(Mark::default, |history| Mark {
                clock: history.clock,
                runs: history.runs.len(),
            })
    }

    /// Forgets what a client has got since `mark`.
    fn rewind(&mut self, client: u32, mark: Mark) {
        if mark.clock == 0 {
            self.clients.remove(&client);
        } else if let Some(history) = self.clients.get_mut(&client) {
            history.clock = mark.clock;
            history.runs.truncate(mark.runs);
        }
    }
}

impl History {
    fn place_of(&self, clock: u32) -> Option<Place> {
        if clock >= self.clock {
            return None;
        }
        let after = self.runs.partition_point(|run| run.start <= clock);
        self.runs[..after].last().map(|run| run.place)
    }
}

/// How far the history of a client went.
#[derive(Default)]
struct Mark {
    clock: u32,
    runs: usize,
}

/// Structs of one client to take in, at least until its history reaches `until`.
struct Queue<'a> {
    client: u32,
    structs: &'a [Struct],
    until: u32,
}

impl<'a> Queue<'a> {
    fn take(idle: &mut HashMap<u32, &'a [Struct]>, client: u32, until: u32) -> Option<Self> {
        let structs = idle.remove(&client)?;
        Some(Self {
            client,
            structs,
            until,
        })
    }
}
