//! What plenary makes of what the tables wrote.

use bordsvis_tests::browser::Named;

use super::{
    CLOSE, DEMOCRACY_EARLY, EDUCATION, OPPORTUNITIES, SLOW, THREATS, TRUANCY, VAST, WEAKNESSES,
    Workshop,
};

/// The facilitator shows the step, and everyone can read it.
pub async fn everyone_sees_what_is_shown(workshop: &Workshop) {
    let Workshop {
        phone,
        screen,
        facilitator,
        ..
    } = workshop;
    facilitator.go_on("Nästa: Storforum", "Next: Plenary").await;
    for text in [CLOSE, SLOW, VAST] {
        facilitator.note(text).await;
    }
    facilitator.window.inspect("facilitator-shown").await;
    screen.window.reads(SLOW).await;
    screen.window.inspect("screen-overview").await;

    phone.show_screen().await;
    phone.window.reads(SLOW).await;
    phone.window.inspect("table-reading").await;
    phone.show_table().await;
}

/// Notes are moved with the pointer, with keys and by menu; the table that wrote one is told where it lies.
pub async fn notes_are_sorted(workshop: &Workshop) {
    let Workshop {
        phone,
        screen,
        facilitator,
        ..
    } = workshop;
    let window = &facilitator.window;
    let threats = THREATS.title(window);
    let note = facilitator.note(SLOW).await;
    note.drag_to(&facilitator.cell(threats).await).await;
    facilitator.note_in(threats, SLOW).await;
    phone.choose(THREATS.title(&phone.window)).await;
    phone
        .window
        .reads(
            &[
                phone.window.says("I storforum: ", "In plenary: "),
                THREATS.title(&phone.window),
            ]
            .concat(),
        )
        .await;
    phone.window.inspect("table-moved-by-plenary").await;

    facilitator.note(VAST).await.press().await;
    window.keys(&["Alt", "ArrowRight"]).await;
    facilitator.note_in(OPPORTUNITIES.title(window), VAST).await;
    window.keys(&["Alt", "ArrowLeft"]).await;
    facilitator.note_in(WEAKNESSES.title(window), VAST).await;

    facilitator.ask(CLOSE, "Flytta till…", "Move to…").await;
    let dialog = window
        .find("dialog", window.says("Flytta lappen", "Move the note"))
        .await;
    window.inspect("facilitator-moving").await;
    let opportunities = OPPORTUNITIES.title(window);
    dialog.find("button", opportunities).await.press().await;
    facilitator.note_in(opportunities, CLOSE).await;
    screen.window.inspect("screen-sorted").await;
}

/// The facilitator chooses what the big screen shows: a cell, a note, nothing.
pub async fn the_screen_shows_what_was_chosen(workshop: &Workshop) {
    let Workshop {
        screen,
        facilitator,
        ..
    } = workshop;
    let window = &facilitator.window;
    let weaknesses = WEAKNESSES.title(window);
    let show = match window.says("sv", "en") {
        "sv" => format!("Visa {weaknesses} på storbilden"),
        _ => format!("Show {weaknesses} on the big screen"),
    };
    window.press(&show).await;
    screen.window.reads(VAST).await;
    screen.window.no_longer_reads(SLOW).await;
    screen.window.inspect("screen-cell").await;
    facilitator.note(SLOW).await.press().await;
    window.keys(&["v"]).await;
    screen.window.reads(SLOW).await;
    screen.window.no_longer_reads(VAST).await;
    screen.window.inspect("screen-note").await;
    window
        .press(window.says("Släck storbilden", "Blank the big screen"))
        .await;
    screen
        .window
        .reads(screen.window.says("Paus", "Pause"))
        .await;
    screen.window.inspect("screen-blanked").await;
    window
        .press(window.says("Tänd storbilden", "Light the big screen"))
        .await;
    window
        .press(window.says("Följ mötet", "Follow the meeting"))
        .await;
    screen
        .window
        .reads(screen.window.says("Styrkor", "Strengths"))
        .await;
}

/// A note of the first step is placed in the last, where it is shown too.
pub async fn notes_are_carried_into_a_later_step(workshop: &Workshop) {
    let Workshop {
        phone,
        screen,
        facilitator,
        ..
    } = workshop;
    let (desk, pocket, wall) = (&facilitator.window, &phone.window, &screen.window);
    facilitator
        .ask(SLOW, "Placera i steg Åtgärder…", "Place in step Measures…")
        .await;
    let dialog = desk.find("dialog", Named::Anything).await;
    desk.inspect("facilitator-placing").await;
    let early = DEMOCRACY_EARLY.title(desk);
    dialog.find("button", early).await.press().await;

    facilitator
        .go_on("Nästa: Livsvillkor", "Next: Life conditions")
        .await;
    let question = pocket.says(
        "Vad ser ni i er kommun som kan tära på tilliten?",
        "What do you see in your municipality that may wear down trust?",
    );
    pocket.find("heading", question).await;
    pocket.inspect("table-rows").await;
    let education = EDUCATION.title(pocket);
    phone.choose(education).await;
    phone.write(education, TRUANCY).await;
    pocket.inspect("table-row").await;
    facilitator.go_on("Nästa: Storforum", "Next: Plenary").await;
    facilitator.note_in(EDUCATION.title(desk), TRUANCY).await;
    desk.inspect("facilitator-conditions").await;
    wall.reads(TRUANCY).await;
    wall.inspect("screen-conditions").await;

    facilitator.go_on("Nästa: Åtgärder", "Next: Measures").await;
    facilitator.note_in(early, SLOW).await;
    desk.inspect("facilitator-measures").await;
    facilitator.go_on("Nästa: Storforum", "Next: Plenary").await;
    wall.reads(SLOW).await;
    wall.inspect("screen-grid").await;
    // Whoever is about to write is not led away, but asked.
    pocket.inspect("table-elsewhere").await;
    pocket
        .press(pocket.says("Gå till steg 3", "Go to step 3"))
        .await;
    let early = Named::With(DEMOCRACY_EARLY.title(pocket));
    pocket.find("button", early).await;
    pocket.inspect("table-grid").await;
    phone.choose(DEMOCRACY_EARLY.title(pocket)).await;
    pocket.reads(pocket.says("Från SWOT", "From SWOT")).await;
    phone.note(SLOW).await;
    pocket.inspect("table-grid-cell").await;
}
