//! Which language this device speaks: what somebody chose on it, else the board's, else Swedish.
//!
//! A page is drawn anew when the language changes (see `app`), so components read their texts
//! once: `let t = texts();`.

use bordsvis_shared::method::Language;
use leptos::prelude::*;

use crate::reactive::{effect, state};
use crate::{device, texts::Texts};

/// The language of the page. Lives in the context of the whole app.
#[derive(Clone, Copy)]
struct Spoken(RwSignal<Language>);

/// Puts the language into context, and keeps the page's `lang` true to it.
pub fn provide_language() -> ReadSignal<Language> {
    let spoken = state(device::language().unwrap_or_default());
    provide_context(Spoken(spoken));
    effect(move || {
        if let Some(page) = document().document_element() {
            let _ = page.set_attribute("lang", spoken.get().code());
        }
    });
    spoken.read_only()
}

/// The texts of the page, in its language. For the bodies of components.
pub fn texts() -> Texts {
    Texts(expect_context::<Spoken>().0.get_untracked())
}

/// A way to change the language, to be fetched in a component and called when somebody chooses.
pub fn use_choice() -> impl Fn(Language) + Copy + Send + Sync + 'static {
    let Spoken(spoken) = expect_context();
    move |language| {
        device::remember_language(language);
        spoken.set(language);
    }
}

/// A way to follow a board's own language, which gives way to what was chosen on this device.
pub fn use_board_language() -> impl Fn(Language) + Copy + Send + Sync + 'static {
    let Spoken(spoken) = expect_context();
    move |language| {
        let language = device::language().unwrap_or(language);
        if spoken.get_untracked() != language {
            spoken.set(language);
        }
    }
}
