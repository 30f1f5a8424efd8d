//! "Klart. Spara din nyckel": what one needs of a board that has just been created.

use leptos::{ev, html, prelude::*};

use super::home::New;
use crate::{
    language::texts,
    links,
    parts::{Button, CopyButton, Icon, Page, QrCode, Shape, page_title, unique_id},
};

/// The page.
#[component]
pub fn CreatedBoard(new: New) -> impl IntoView {
    let t = texts();
    page_title(&new.title);
    let New { title, board } = new;
    let heading = NodeRef::<html::H1>::new();
    heading.on_load(|heading| {
        // The form stood in the same page, and was scrolled down to its button.
        window().scroll_to_with_x_and_y(0.0, 0.0);
        let _ = heading.focus();
    });
    let lead = links::facilitator(&board.id, &board.facilitator.token);
    let cards = links::cards(&board.id, &board.facilitator.token);
    let screen = links::screen(&board.id, &board.screen.token);
    view! {
        <Page class="created">
            <p class="created-title">{title}</p>
            <h1 tabindex="-1" node_ref=heading>{t.created_heading()}</h1>
            <section class="slip created-key">
                <KeyField url=board.facilitator.url.clone() />
                <div class="actions screen-only">
                    <CopyButton text=board.facilitator.url.clone() />
                    <Button icon=Shape::Print on_press=print>{t.created_print()}</Button>
                </div>
                <div class="print-only created-key-qr">
                    <QrCode text=board.facilitator.url label=t.created_key_qr() />
                </div>
            </section>
            <div class="actions screen-only">
                <a class="button primary large" href=lead>{t.created_lead()}</a>
                <a class="button large" href=cards target="_blank">
                    <Icon shape=Shape::Print />
                    {t.created_cards()}
                </a>
                <a class="button large" href=screen target="_blank">
                    <Icon shape=Shape::Screen />
                    {t.created_screen()}
                </a>
            </div>
            <section class="slip created-join" aria-labelledby="created-join">
                <div>
                    <h2 id="created-join">{t.created_code()}</h2>
                    <p>{links::spoken(&board.join_url).to_owned()}</p>
                    <p class="code">{board.code.to_string()}</p>
                    <CopyButton text=board.join_url.clone() label=t.created_copy_link() />
                </div>
                <QrCode text=board.join_url label=t.created_qr() />
            </section>
        </Page>
    }
}

#[component]
fn KeyField(url: String) -> impl IntoView {
    let t = texts();
    let id = unique_id("key-");
    let hint = [id.as_str(), "-hint"].concat();
    let select = |event: ev::FocusEvent| {
        event_target::<web_sys::HtmlInputElement>(&event).select();
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t.created_key()}</label>
            <p class="hint" id=hint.clone()>{t.created_key_hint()}</p>
            <input
                id=id
                class="screen-only"
                readonly
                value=url.clone()
                aria-describedby=hint
                on:focus=select
            />
            <p class="print-only">{url}</p>
        </div>
    }
}

fn print() {
    let _ = window().print();
}
