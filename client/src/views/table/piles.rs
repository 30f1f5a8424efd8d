//! The drafts of everybody who writes on this device at this seat, step by step, as signals. The
//! server is told of which steps there are some, so that a facilitator sees how many tables have
//! written; it never learns what.

use std::collections::{BTreeMap, BTreeSet};

use bordsvis_shared::gather;
use bordsvis_shared::id::StepId;
use bordsvis_shared::protocol::ToServer;
use leptos::{prelude::*, task::spawn_local};

use crate::board::Board;
use crate::drafts::{Drafts, Pile};
use crate::listening::Listening;
use crate::reactive::{effect, memo, state, stored};

/// The drafts of a seat.
#[derive(Clone, Copy)]
pub struct Piles {
    all: RwSignal<BTreeMap<StepId, Pile>>,
    /// The steps of which the server knows that there are some.
    told: RwSignal<BTreeSet<StepId>>,
    kept: StoredValue<Drafts>,
}

/// The drafts of the page.
pub fn use_piles() -> Piles {
    expect_context()
}

impl Piles {
    /// What the device has kept for a seat, until the owner goes.
    pub fn of(board: Board) -> Self {
        let kept = stored(board.drafts());
        let look = move || {
            let steps = board.session.with_untracked(|session| {
                gather::<Vec<_>, _>(session.method.steps.iter().map(|step| step.id.clone()))
            });
            kept.with_value(|kept| {
                let piles = steps
                    .into_iter()
                    .map(|step| (step.clone(), kept.pile(&step)));
                piles.filter(|(_, pile)| !pile.is_empty()).collect()
            })
        };
        let piles = Self {
            all: state(look()),
            told: state(kept.with_value(Drafts::told)),
            kept,
        };
        // Another tab of the same seat has changed them.
        let listening = Listening::to(window(), "storage", move || {
            let now = look();
            if piles.all.with_untracked(|all| *all != now) {
                piles.all.set(now);
            }
        });
        StoredValue::new_local(listening);
        piles.tell(board);
        piles
    }

    /// The drafts of a step.
    pub fn step(self, step: &StepId) -> Memo<Pile> {
        let step = step.clone();
        memo(move || {
            self.all
                .with(|all| all.get(&step).cloned().unwrap_or_default())
        })
    }

    /// Changes the drafts of a step, and keeps them.
    pub fn change(self, step: &StepId, change: impl FnOnce(&mut Pile)) {
        self.all.update(|all| {
            let pile = all.entry(step.clone()).or_default();
            change(pile);
            self.kept.with_value(|kept| kept.keep_pile(step, pile));
        });
    }

    /// Tells the server of which steps there are drafts, where it has been told otherwise: now, at
    /// every change, and once there is a connection again.
    fn tell(self, board: Board) {
        let some = memo(move || {
            self.all.with(|all| {
                let some = all.iter().filter(|(_, pile)| !pile.is_empty());
                gather::<BTreeSet<_>, _>(some.map(|(step, _)| step.clone()))
            })
        });
        let telling = stored(BTreeSet::<StepId>::new());
        effect(move || {
            // It comes anew with every connection.
            board.session.track();
            let (some, told) = (some.get(), self.told.get());
            for step in some.symmetric_difference(&told) {
                let begins = telling.try_update_value(|telling| telling.insert(step.clone()));
                if begins == Some(true) {
                    spawn_local(self.tell_of(board, step.clone(), some.contains(step), telling));
                }
            }
        });
    }

    async fn tell_of(
        self,
        board: Board,
        step: StepId,
        some: bool,
        telling: StoredValue<BTreeSet<StepId>>,
    ) {
        let command = ToServer::Drafts {
            step: step.clone(),
            some,
        };
        let answer = board.command(command).await;
        telling.try_update_value(|telling| telling.remove(&step));
        if answer.is_ok() {
            self.told.try_update(|told| {
                if some {
                    told.insert(step);
                } else {
                    told.remove(&step);
                }
                self.kept.try_with_value(|kept| kept.keep_told(told));
            });
        }
    }
}
