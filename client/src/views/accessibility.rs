//! What the product promises to those who see, hear or move otherwise, and what it doesn't keep yet.

use leptos::prelude::*;

use crate::{
    language::texts,
    parts::{Page, page_title},
};

/// The accessibility statement.
#[component]
pub fn Accessibility() -> impl IntoView {
    let t = texts();
    page_title(t.accessibility_title());
    view! {
        <Page class="narrow prose">
            <h1>{t.accessibility_title()}</h1>
            <p>{t.accessibility_aim()}</p>
            <h2>{t.accessibility_works_title()}</h2>
            <ul>
                <li>{t.accessibility_keyboard()}</li>
                <li>{t.accessibility_listening()}</li>
                <li>{t.accessibility_seeing()}</li>
                <li>{t.accessibility_wall()}</li>
            </ul>
            <h2>{t.accessibility_lacks_title()}</h2>
            <ul>
                <li>{t.accessibility_untested()}</li>
                <li>{t.accessibility_content()}</li>
            </ul>
            <h2>{t.accessibility_report_title()}</h2>
            <p>{t.accessibility_report()}</p>
            <p>
                {t.accessibility_supervision()} " "
                <a href="https://www.digg.se/tdosanmalan" rel="noreferrer">
                    {t.accessibility_supervision_link()}
                </a>
            </p>
        </Page>
    }
}
