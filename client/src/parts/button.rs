//! Buttons. Where one leads to another page, a link looks the same: `<a class="button primary">`.

use leptos::{ev::MouseEvent, prelude::*};

use super::{Icon, Shape};

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// One of several.
    #[default]
    Plain,
    /// The next thing to do; one in each view.
    Primary,
    /// Without a border, where a frame would shout.
    Quiet,
    /// What can't be undone.
    Danger,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// A button with a text, and perhaps an icon before it. One that is off keeps its focus, so that
/// nobody is thrown back to the top of the page.
#[component]
pub fn Button(
    #[prop(optional)] look: Look,
    /// 56 px high.
    #[prop(optional)]
    large: bool,
    #[prop(optional, into)] icon: Option<Shape>,
    /// Submits the form around it.
    #[prop(optional)]
    submit: bool,
    #[prop(optional, into)] off: Signal<bool>,
    /// For a button that stays pressed.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=look.class()
            class:large=large
            type=if submit { "submit" } else { "button" }
            aria-disabled=move || off.get().then_some("true")
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=move |event| press(&event, off, on_press)
        >
            {icon.map(|shape| view! { <Icon shape /> })}
            {children()}
        </button>
    }
}

/// A square button with only an icon. `label` says what it does.
#[component]
pub fn IconButton(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] icon: Signal<Shape>,
    #[prop(optional, into)] off: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=move || label.get()
            title=move || label.get()
            aria-disabled=move || off.get().then_some("true")
            on:click=move |event| press(&event, off, Some(on_press))
        >
            {move || view! { <Icon shape=icon.get() /> }}
        </button>
    }
}

fn press(event: &MouseEvent, off: Signal<bool>, on_press: Option<Callback<()>>) {
    if off.get_untracked() {
        event.prevent_default();
    } else if let Some(on_press) = on_press {
        on_press.run(());
    }
}
