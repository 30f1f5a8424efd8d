//! Where an element is in the window, for style sheets that put something above or below it.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, EventTarget, HtmlElement, ResizeObserver};

use crate::listening::Listening;
use crate::pixels::px;
use crate::reactive::effect;

/// Keeps the distance from the lower edge of the window to the upper one of an element in a custom
/// property of the whole page, until the owner goes.
pub fn measured_above<E>(node: NodeRef<E>, property: &'static str)
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    measured(node, property, |place| {
        let height = window().inner_height().ok();
        height
            .and_then(|height| height.as_f64())
            .unwrap_or_default()
            - place.top()
    });
}

/// Keeps the distance from the upper edge of the window to the lower one of an element, likewise.
pub fn measured_below<E>(node: NodeRef<E>, property: &'static str)
where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    measured(node, property, |place| place.bottom());
}

fn measured<E>(
    node: NodeRef<E>,
    property: &'static str,
    distance: impl Fn(&DomRect) -> f64 + Copy + 'static,
) where
    E: ElementType + 'static,
    E::Output: JsCast + AsRef<Element> + Clone + 'static,
{
    let watched = StoredValue::new_local(None);
    effect(move || {
        let Some(element) = node.get() else { return };
        let element: &Element = element.as_ref();
        let measured = element.clone();
        let see = move || {
            let distance = distance(&measured.get_bounding_client_rect());
            let distance = px(distance.max(0.0));
            let same = |style: &web_sys::CssStyleDeclaration| {
                style
                    .get_property_value(property)
                    .is_ok_and(|old| old == distance)
            };
            if let Some(style) = page().map(|page| page.style()).filter(|style| !same(style)) {
                let _ = style.set_property(property, &distance);
            }
        };
        watched.set_value(Watch::new(element, window(), see));
    });
    on_cleanup(move || {
        if let Some(page) = page() {
            let _ = page.style().remove_property(property);
        }
    });
}

fn page() -> Option<HtmlElement> {
    document().document_element()?.dyn_into().ok()
}

/// Sees every change of an element's size, and whenever something is scrolled, until it is dropped.
pub struct Watch {
    observer: ResizeObserver,
    _seen: Closure<dyn FnMut()>,
    _scrolled: Listening,
}

impl Watch {
    pub fn new(
        element: &Element,
        scrolled: impl Into<EventTarget>,
        see: impl Fn() + Clone + 'static,
    ) -> Option<Self> {
        let seen = Closure::new(see.clone());
        let observer = ResizeObserver::new(seen.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _seen: seen,
            _scrolled: Listening::to(scrolled, "scroll", see),
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
