//! What has just been done, said in passing with the way to take it back; no longer than it is so.

use leptos::prelude::*;

use crate::board::Picture;
use crate::drafts::Pile;
use crate::parts::{Toasts, use_toasts};
use crate::reactive::{effect, stored};
use crate::texts::Texts;

/// What is said about the step that is shown.
#[derive(Clone, Copy)]
pub struct Offers {
    toasts: Toasts,
    last: StoredValue<Option<Offer>>,
}

struct Offer {
    toast: usize,
    /// Whether things are still as they were made.
    stands: Box<dyn Fn() -> bool + Send + Sync>,
    /// Whether they have been seen so: the board draws what is done a moment later.
    stood: bool,
}

impl Offers {
    /// Follows a step until the owner goes. What belongs to a step that is no longer shown can't be
    /// taken back from elsewhere.
    pub fn new(picture: Picture, drafts: Memo<Pile>) -> Self {
        let offers = Self {
            toasts: use_toasts(),
            last: stored(None),
        };
        effect(move || {
            picture.track();
            drafts.track();
            offers.look();
        });
        on_cleanup(move || {
            if let Some(last) = offers.last.try_update_value(Option::take).flatten() {
                offers.toasts.withdraw(last.toast);
            }
        });
        offers
    }

    /// Says something in passing.
    pub fn say(self, text: impl Into<String>) {
        self.toasts.say(text);
    }

    /// Says what has been done, and offers to take it back while it `stands`, in place of what was
    /// offered before.
    pub fn offer(
        self,
        t: Texts,
        said: impl Into<String>,
        back: impl Fn() + Send + Sync + 'static,
        stands: impl Fn() -> bool + Send + Sync + 'static,
    ) {
        let toast = self.toasts.offer(said, t.undo(), back);
        let offer = Offer {
            toast,
            stands: Box::new(stands),
            stood: false,
        };
        let before = self.last.try_update_value(|last| last.replace(offer));
        if let Some(before) = before.flatten() {
            self.toasts.withdraw(before.toast);
        }
    }

    /// Withdraws the offer once somebody else has taken it back, or done more.
    fn look(self) {
        let gone = self.last.try_update_value(|last| {
            let offer = last.as_mut()?;
            let stands = untrack(|| (offer.stands)());
            let over = offer.stood && !stands;
            offer.stood |= stands;
            over.then(|| last.take()).flatten()
        });
        if let Some(gone) = gone.flatten() {
            self.toasts.withdraw(gone.toast);
        }
    }
}
