//! The list that [`For`](super::For) draws. That of Leptos takes what it keeps out of the page and puts it back wherever
//! more than one comes or goes before it, and what is taken out of the page loses the focus, with what one types in it.
//! Here what can stay does, and what has the focus always does.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::reactive_graph::{OwnedView, OwnedViewState};
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node, Placeholder};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render};

/// One of a list: what it is known by, and how it is drawn.
pub type Item = (Arc<str>, Box<dyn FnOnce() -> AnyView + Send>);

/// What is to be listed.
pub struct List {
    pub items: Vec<Item>,
    /// Under which each of them is drawn, for as long as it is listed.
    pub owner: Owner,
}

type One = (Arc<str>, OwnedViewState<AnyViewState>);

/// What is listed on the page.
pub struct Listed {
    parent: Option<Element>,
    items: Vec<One>,
    /// What comes after the last.
    end: Placeholder,
}

impl List {
    fn draw(owner: &Owner, (key, view): Item) -> One {
        let owner = owner.with(Owner::new);
        let view = owner.with(view);
        (key, OwnedView::new_with_owner(view, owner).build())
    }
}

impl Render for List {
    type State = Listed;

    fn build(self) -> Listed {
        let Self { items, owner } = self;
        Listed {
            parent: None,
            items: items.into_iter().map(|i| Self::draw(&owner, i)).collect(),
            end: Rndr::create_placeholder(),
        }
    }

    fn rebuild(self, listed: &mut Listed) {
        let within = |focused: &Element| {
            let parent = listed.parent.as_ref();
            parent.is_some_and(|parent| parent.contains(Some(focused)))
        };
        let focused = document().active_element().filter(within);
        let mut focus_at = None;
        let (mut places, mut before) = (HashMap::new(), Vec::new());
        for (at, (key, state)) in listed.items.drain(..).enumerate() {
            if let Some(focused) = &focused {
                let has_focus = |element: &Element| element.contains(Some(focused));
                focus_at = focus_at.or(state.elements().iter().any(has_focus).then_some(at));
            }
            places.insert(key, at);
            before.push(Some(state));
        }
        let mut came_from = Vec::new();
        for item in self.items {
            let from = places.remove(&item.0);
            let kept = from.and_then(|from| before[from].take());
            came_from.push(from);
            listed.items.push(match kept {
                Some(state) => (item.0, state),
                None => Self::draw(&self.owner, item),
            });
        }
        for gone in before.iter_mut().flatten() {
            gone.unmount();
        }
        if let Some(parent) = &listed.parent {
            let stays = staying(&came_from, focus_at);
            for at in (0..stays.len()).rev().filter(|at| !stays[*at]) {
                let (before, after) = listed.items.split_at_mut(at + 1);
                let (Some((_, one)), next) = (before.last_mut(), after.first()) else {
                    continue;
                };
                if !next.is_some_and(|(_, next)| next.insert_before_this(one)) {
                    one.mount(parent, Some(listed.end.as_ref()));
                }
            }
        }
    }
}

impl Mountable for Listed {
    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.parent = Some(parent.clone());
        for (_, one) in &mut self.items {
            one.mount(parent, marker);
        }
        self.end.mount(parent, marker);
    }

    fn unmount(&mut self) {
        self.parent = None;
        for (_, one) in &mut self.items {
            one.unmount();
        }
        self.end.unmount();
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self.items.first() {
            Some((_, first)) => first.insert_before_this(child),
            None => self.end.insert_before_this(child),
        }
    }

    fn elements(&self) -> Vec<Element> {
        let elements = self.items.iter().map(|(_, one)| one.elements());
        elements.flatten().collect()
    }
}

no_attrs!(List);

/// Leptos asks this of all that it shows. A server draws no page here.
impl RenderHtml for List {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Listed {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Which of a list stay where they are on the page, by where each has been in the list before, if it has: as many as
/// can while all others are moved between them (the longest rising row), and always the one that was at `fixed`.
fn staying(came_from: &[Option<usize>], fixed: Option<usize>) -> Vec<bool> {
    let fixed = fixed.and_then(|from| {
        let at = came_from.iter().position(|place| *place == Some(from))?;
        Some((at, from))
    });
    // Of the rows of each length so far, where the one ends that ends lowest.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut previous = vec![None; came_from.len()];
    for (at, from) in came_from.iter().enumerate() {
        let Some(from) = *from else { continue };
        if fixed.is_some_and(|(fixed_at, fixed)| at.cmp(&fixed_at) != from.cmp(&fixed)) {
            continue;
        }
        let length = ends.partition_point(|(_, end)| *end < from);
        previous[at] = length.checked_sub(1).map(|shorter| ends[shorter].0);
        match ends.get_mut(length) {
            Some(end) => *end = (at, from),
            None => ends.push((at, from)),
        }
    }
    let mut stays = vec![false; came_from.len()];
    let mut next = ends.last().map(|(at, _)| *at);
    while let Some(at) = next {
        stays[at] = true;
        next = previous[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where those that stay have been before.
    fn stay(came_from: &[Option<usize>], fixed: Option<usize>) -> Vec<usize> {
        let stays = staying(came_from, fixed);
        let both = came_from.iter().zip(stays);
        both.filter_map(|(from, stays)| from.filter(|_| stays))
            .collect()
    }

    #[test]
    fn what_has_others_before_it_stays() {
        assert_eq!(stay(&[None, None, None, Some(0)], None), [0]);
        assert_eq!(stay(&[None, Some(3), None, Some(4)], None), [3, 4]);
        assert!(stay(&[], Some(3)).is_empty());
    }

    #[test]
    fn what_is_put_elsewhere_moves_alone() {
        let [first_last, last_first] = [[1, 2, 3, 4, 0], [4, 0, 1, 2, 3]].map(|row| row.map(Some));
        assert_eq!(stay(&first_last, None), [1, 2, 3, 4]);
        assert_eq!(stay(&last_first, None), [0, 1, 2, 3]);
        let swapped = [0, 3, 2, 1, 4].map(Some);
        assert_eq!(stay(&swapped, None).len(), 3);
    }

    #[test]
    fn what_has_the_focus_stays() {
        let first_last = [1, 2, 3, 4, 0].map(Some);
        assert_eq!(stay(&first_last, Some(0)), [0]);
        assert_eq!(stay(&first_last, Some(3)), [1, 2, 3, 4]);
        // It is gone.
        assert_eq!(stay(&first_last, Some(9)), [1, 2, 3, 4]);
    }

    #[test]
    fn those_that_stay_rise_and_none_can_be_added() {
        // All orders of six, of which each may be new.
        for order in 0..720 {
            for new in 0..64 {
                let row = nth_order(order, new);
                for fixed in [None, row.iter().copied().flatten().next()] {
                    let rising = stay(&row, fixed);
                    assert!(rising.is_sorted(), "{row:?}");
                    assert!(fixed.is_none_or(|fixed| rising.contains(&fixed)), "{row:?}");
                    assert_eq!(rising.len(), longest(&row, fixed), "{row:?} {fixed:?}");
                }
            }
        }
    }

    fn nth_order(mut order: usize, new: usize) -> Vec<Option<usize>> {
        let mut left: Vec<usize> = (0..6).collect();
        let mut row = Vec::new();
        for many in (1..=6).rev() {
            row.push(left.remove(order % many));
            order /= many;
        }
        let known = |place: usize| (new >> place & 1 == 0).then_some(place);
        row.into_iter().map(known).collect()
    }

    /// How long the longest rising row is, by trying all.
    fn longest(row: &[Option<usize>], fixed: Option<usize>) -> usize {
        let rows = (0_usize..64).filter_map(|chosen| {
            let picked = (0..row.len()).filter(|at| chosen >> at & 1 == 1);
            let picked: Option<Vec<usize>> = picked.map(|at| row[at]).collect();
            picked.filter(|p| p.is_sorted() && fixed.is_none_or(|fixed| p.contains(&fixed)))
        });
        rows.map(|row| row.len()).max().unwrap_or_default()
    }
}
