//! Short messages at the edge of the page, such as "Borttagen" with "Ångra". Nothing is said only here.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;

use crate::parts::For;

use super::{Button, IconButton, Look, Shape};
use crate::language::texts;
use crate::reactive::{state, stored};

/// How long a message stands: time enough to read twice.
const STANDS: Duration = Duration::from_secs(8);
/// How long one stands that offers something: time enough to think twice. Whatever it offers can be
/// done elsewhere too, so it needn't lie over the page for good.
const OFFERS: Duration = Duration::from_secs(20);
/// How many stand at once, so that they never cover the composer.
const MOST: usize = 2;

#[derive(Clone)]
struct Toast {
    id: usize,
    text: String,
    action: Option<(String, Action)>,
}

/// Not a [`Callback`]: what offers it, such as a menu that closes, may be gone when it is pressed.
type Action = Arc<dyn Fn() + Send + Sync>;

/// Says something in passing.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<usize>,
}

impl Toasts {
    /// Says it for a while.
    pub fn say(self, text: impl Into<String>) {
        let id = self.show(text.into(), None);
        set_timeout(move || self.withdraw(id), STANDS);
    }

    /// Says it, and offers something to do about it, for a longer while. Gives its number, for
    /// [`Self::withdraw`].
    pub fn offer(
        self,
        text: impl Into<String>,
        action: impl Into<String>,
        on_press: impl Fn() + Send + Sync + 'static,
    ) -> usize {
        let id = self.show(text.into(), Some((action.into(), Arc::new(on_press))));
        set_timeout(move || self.withdraw(id), OFFERS);
        id
    }

    /// Says it no longer, such as when what it offers can't be done any more.
    pub fn withdraw(self, id: usize) {
        self.shown
            .try_update(|shown| shown.retain(|toast| toast.id != id));
    }

    fn show(self, text: String, action: Option<(String, Action)>) -> usize {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown.update(|shown| {
            shown.push(Toast { id, text, action });
            let excess = shown.len().saturating_sub(MOST);
            shown.drain(..excess);
        });
        id
    }
}

/// Makes [`use_toasts`] work below here.
pub fn provide_toasts() {
    provide_context(Toasts {
        shown: state(Vec::new()),
        next: stored(0),
    });
}

/// The messages of the page.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Where the messages appear. Stands once in the page.
#[component]
pub fn ToastArea() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts screen-only" role="status">
            <For each=move || toasts.shown.get() key=|toast| toast.id.to_string() let(toast)>
                <ToastView toast />
            </For>
        </div>
    }
}

#[component]
fn ToastView(toast: Toast) -> impl IntoView {
    let t = texts();
    let toasts = use_toasts();
    let id = toast.id;
    view! {
        <div class="toast">
            <p>{toast.text}</p>
            {toast
                .action
                .map(|(text, on_press)| {
                    let press = move || {
                        toasts.withdraw(id);
                        on_press();
                    };
                    view! { <Button look=Look::Quiet on_press=press>{text}</Button> }
                })}
            <IconButton label=t.close() icon=Shape::Close on_press=move || toasts.withdraw(id) />
        </div>
    }
}
