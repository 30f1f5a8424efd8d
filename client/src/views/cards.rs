//! The printed cards: one for each table, with the way to its seat.

use bordsvis_shared::id::TableNo;
use bordsvis_shared::session::Session;
use leptos::prelude::*;

use crate::{
    language::texts,
    links,
    parts::{Button, Icon, Look, QrCode, Shape, edge_class, page_title},
    views::printed::printed,
};

/// The page.
#[component]
pub fn CardsPage() -> impl IntoView {
    let t = texts();
    printed(
        "cards",
        t.cards_title(),
        t.cards_loading(),
        |session, lead| view! { <Cards session lead /> }.into_any(),
    )
}

#[component]
fn Cards(session: Session, lead: String) -> impl IntoView {
    let t = texts();
    page_title(&session.title);
    let code = session.code.to_string();
    let address = links::spoken(&session.join_url).to_owned();
    let cards = session.tables.iter().zip(1..).map(|(table, number)| {
        let about: Vec<_> = [&table.municipality, &table.county].into_iter().flatten().cloned().collect();
        let url = [&session.join_url, "/", &number.to_string()].concat();
        view! {
            <li class=["card ", edge_class(TableNo(number))].concat()>
                <p class="card-title">{session.title.clone()}</p>
                <div class="card-text">
                    <h2>{table.name.clone()}</h2>
                    {(!about.is_empty()).then(|| view! { <p class="card-about">{about.join(" · ")}</p> })}
                    <ol>
                        <li>{t.cards_scan()}</li>
                        <li>{t.cards_address(&address, &code)}</li>
                        <li>{t.cards_write()}</li>
                    </ol>
                    <p class="code">{code.clone()}</p>
                </div>
                <div class="card-qr">
                    <QrCode text=url label=t.cards_qr(&table.name) />
                </div>
            </li>
        }
    });
    view! {
        <p class="screen-only">{t.cards_hint()}</p>
        <div class="actions screen-only">
            <Button
                look=Look::Primary
                icon=Shape::Print
                on_press=|| {
                    let _ = window().print();
                }
            >
                {t.print()}
            </Button>
            <a class="button" href=lead>
                <Icon shape=Shape::Left />
                {t.cards_lead()}
            </a>
        </div>
        <ul class="card-list">{cards.collect_view()}</ul>
    }
}
