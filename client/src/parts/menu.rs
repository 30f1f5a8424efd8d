//! A menu behind a button: everything that a drag can do, and more, by keyboard.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Icon, Shape};
use crate::later::{Late, Later, late, wasm_split};
use crate::pixels::px;
use crate::reactive::{effect, state};

/// One thing that can be chosen.
#[derive(Clone)]
pub struct MenuItem {
    text: String,
    icon: Option<Shape>,
    danger: bool,
    checked: Option<bool>,
    choose: Arc<dyn Fn() + Send + Sync>,
}

impl MenuItem {
    /// What it is called, and what choosing it does.
    pub fn new(text: impl Into<String>, choose: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            text: text.into(),
            icon: None,
            danger: false,
            checked: None,
            choose: Arc::new(choose),
        }
    }

    /// With an icon before it.
    pub fn icon(mut self, icon: Shape) -> Self {
        self.icon = Some(icon);
        self
    }

    /// For what is ticked, or not.
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// For what takes something away.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }
}

/// A button that opens a menu. `items` is asked each time it opens, so that a thousand notes don't
/// each carry one.
#[component]
pub fn Menu(
    #[prop(into)] label: Signal<String>,
    #[prop(default = Shape::More)] icon: Shape,
    #[prop(into)] items: Callback<(), Vec<MenuItem>>,
) -> impl IntoView {
    let open = state(false);
    let place = state(Beside::default());
    let root = NodeRef::<html::Div>::new();
    let trigger = NodeRef::<html::Button>::new();
    let close = move || {
        open.set(false);
        if let Some(trigger) = trigger.get_untracked() {
            let _ = trigger.focus();
        }
    };
    let toggle = move |_| {
        if open.get_untracked() {
            return close();
        }
        if let Some(trigger) = trigger.get_untracked() {
            place.set(Beside::of(&trigger));
        }
        open.set(true);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(root) = root.get_untracked().filter(|_| open.get_untracked()) else {
            return;
        };
        let key = event.key();
        if key == "Escape" {
            close();
        } else if key == "Tab" {
            // Goes on its way from the button.
            return close();
        } else {
            let items = choices(&root);
            let current = items.iter().position(has_focus);
            let Some(next) = next_choice(&key, current, items.len()) else {
                return;
            };
            let _ = items[next].focus();
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_leave = move |event: ev::FocusEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        // What is chosen may take the menu away, and the focus leaves it after that.
        let root = root.try_get_untracked().flatten();
        let outside = root.is_some_and(|root| !root.contains(to.as_ref()));
        if to.is_some() && outside {
            open.set(false);
        }
    };
    view! {
        <div class="menu" node_ref=root on:keydown=on_key on:focusout=on_leave>
            <button
                class="icon-button"
                type="button"
                node_ref=trigger
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                aria-label=move || label.get()
                title=move || label.get()
                on:click=toggle
            >
                <Icon shape=icon />
            </button>
            {move || {
                open.get().then(|| {
                    close_from_outside(root, open);
                    let place = place.get_untracked();
                    let close = Callback::new(move |()| close());
                    let part = move || unfolded(label, items.run(()), place.clone(), close);
                    view! { <Later part /> }
                })
            }}
        </div>
    }
}

/// Closes an open menu at a tap beside it, which moves no focus on a phone, and when the page is
/// scrolled from under it. Only while it is open: a thousand closed ones must not hear every tap.
fn close_from_outside(root: NodeRef<html::Div>, open: RwSignal<bool>) {
    let heard = move |event: &ev::Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let root = root.try_get_untracked().flatten();
        if root.is_some_and(|root| !root.contains(target.as_ref())) {
            open.set(false);
        }
    };
    let tap = window_event_listener(ev::pointerdown, move |event| heard(&event));
    let scroll = window_event_listener(ev::wheel, move |event| heard(&event));
    on_cleanup(move || {
        tap.remove();
        scroll.remove();
    });
}

#[wasm_split(aside, fallible)]
fn unfolded(
    label: Signal<String>,
    items: Vec<MenuItem>,
    place: Beside,
    close: Callback<()>,
) -> Late {
    late(move || {
        let (items, place) = (items.clone(), place.clone());
        view! { <Choices label items place close /> }.into_any()
    })
}

#[component]
fn Choices(
    label: Signal<String>,
    items: Vec<MenuItem>,
    place: Beside,
    close: Callback<()>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    effect(move || {
        let Some(list) = list.get() else { return };
        // Above everything: what scrolls around the button must not cut it off.
        let _ = list.show_popover();
        if let Some(first) = choices(&list).first() {
            let _ = first.focus();
        }
    });
    let rows = items.into_iter().map(|item| {
        view! {
            <button
                class="menu-item"
                class:danger=item.danger
                type="button"
                role=if item.checked.is_some() { "menuitemcheckbox" } else { "menuitem" }
                aria-checked=item.checked.map(|checked| checked.to_string())
                tabindex="-1"
                on:click=move |_| {
                    close.run(());
                    (item.choose)();
                }
            >
                {item.checked.map(|checked| view! { <span class="icon menu-tick" class:on=checked aria-hidden="true"></span> })}
                {item.icon.map(|shape| view! { <Icon shape /> })}
                <span>{item.text}</span>
            </button>
        }
    });
    view! {
        <div
            class="menu-list"
            popover="manual"
            role="menu"
            aria-label=move || label.get()
            style:inset=place.inset
            style:max-height=place.room
            node_ref=list
        >
            {rows.collect_view()}
        </div>
    }
}

/// Which item a key leads to.
fn next_choice(key: &str, current: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (key, current) {
        ("ArrowDown", Some(at)) if at < last => Some(at + 1),
        ("ArrowDown" | "Home", _) => Some(0),
        ("ArrowUp", Some(at)) if at > 0 => Some(at - 1),
        ("ArrowUp" | "End", _) => Some(last),
        _ => None,
    }
}

fn choices(root: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all("[role^=menuitem]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

fn has_focus(element: &HtmlElement) -> bool {
    document()
        .active_element()
        .is_some_and(|active| active == **element)
}

/// Where a menu opens: towards where there is more room around its button.
#[derive(Clone, Default)]
struct Beside {
    inset: String,
    /// How high it may be.
    room: String,
}

/// What stands between a menu and its button, in pixels.
const GAP: f64 = 4.0;

impl Beside {
    fn of(element: &HtmlElement) -> Self {
        let side = |length: Result<wasm_bindgen::JsValue, _>| length.ok()?.as_f64();
        let width = side(window().inner_width()).unwrap_or_default();
        let height = side(window().inner_height()).unwrap_or_default();
        let place = element.get_bounding_client_rect();
        let (above, below) = (place.top(), height - place.bottom());
        let (before, behind) = (place.left(), width - place.right());
        let (room, vertical) = if above > below {
            (above, ["auto".to_owned(), px(height - place.top() + GAP)])
        } else {
            (below, [px(place.bottom() + GAP), "auto".to_owned()])
        };
        let horizontal = if before > behind {
            [px(behind), "auto".to_owned()]
        } else {
            ["auto".to_owned(), px(before)]
        };
        let ([top, bottom], [right, left]) = (vertical, horizontal);
        Self {
            inset: [top, right, bottom, left].join(" "),
            room: px(room - 2.0 * GAP),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::next_choice;

    #[test]
    fn arrows_go_round() {
        assert_eq!(next_choice("ArrowDown", None, 3), Some(0));
        assert_eq!(next_choice("ArrowDown", Some(2), 3), Some(0));
        assert_eq!(next_choice("ArrowUp", Some(0), 3), Some(2));
        assert_eq!(next_choice("End", Some(0), 3), Some(2));
        assert_eq!(next_choice("ArrowDown", None, 0), None);
        assert_eq!(next_choice("x", Some(0), 3), None);
    }
}
