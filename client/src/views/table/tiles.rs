//! A few cells to choose from: two tiles to a row, which shrink to one row of their own when the notes
//! have been scrolled over them.

use leptos::{html, prelude::*};

use super::here::use_here;
use crate::cells::Cell;
use crate::language::texts;
use crate::parts::{Icon, Shape, Show};
use crate::reactive::{effect, memo, state, stored};
use crate::visible::visible;

/// How much the head covers at the top of the window, in pixels.
const HEAD: u32 = 48;

/// The tiles, and the row that stands for them.
#[component]
pub fn Tiles() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let rest = NodeRef::<html::Div>::new();
    let at_rest = visible(rest, HEAD, true);
    let unfolded = state(false);
    // A held note is dropped on a tile, wherever in the list it was taken up.
    let open = memo(move || unfolded.get() || here.drag.is_on());
    effect(move || {
        here.chosen.track();
        unfolded.set(false);
    });
    view! {
        <div node_ref=rest>
            <TileGroup />
        </div>
        <div class="tile-bar" hidden=move || at_rest.get()>
            <div class="tile-bar-sheet">
                <button
                    class="choice tile-bar-button"
                    type="button"
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| unfolded.update(|unfolded| *unfolded = !*unfolded)
                >
                    <span class="unseen">{t.choose_cell()} ": "</span>
                    {move || here.chosen_title()}
                    <Icon shape=Shape::Down />
                </button>
                <Show when=move || open.get()>
                    <TileGroup />
                </Show>
            </div>
        </div>
    }
}

#[component]
fn TileGroup() -> impl IntoView {
    let (t, here) = (texts(), use_here());
    let tiles = here
        .all_cells()
        .into_iter()
        .map(|cell| view! { <Tile cell /> });
    view! { <div class="tiles" role="group" aria-label=t.choose_cell()>{tiles.collect_view()}</div> }
}

#[component]
fn Tile(cell: Cell) -> impl IntoView {
    let here = use_here();
    let count = here.count(&cell.id);
    let parking = here.cells.with_value(|cells| *cells.parking() == cell);
    let id = stored(cell.id);
    let chosen = memo(move || id.with_value(|id| here.is_chosen(id)));
    let over = memo(move || id.with_value(|id| here.drag.is_over(id)));
    view! {
        <button
            class="choice tile"
            class:parking=parking
            class:drop=over
            type="button"
            title=cell.guidance
            aria-pressed=move || chosen.get().to_string()
            data-cell=id.with_value(|id| id.to_string())
            on:click=move |_| here.choose.run(Some(id.get_value()))
        >
            {move || chosen.get().then(|| view! { <Icon shape=Shape::Check /> })}
            <span class="tile-title">{cell.title}</span>
            <Count count />
        </button>
    }
}

/// A number of notes, said as such to those who listen.
#[component]
pub fn Count(count: Signal<usize>) -> impl IntoView {
    let t = texts();
    view! {
        <span class="count" class:none=move || count.get() == 0>
            {move || count.get()}
            <span class="unseen">" " {move || t.notes_word(count.get())}</span>
        </span>
    }
}
