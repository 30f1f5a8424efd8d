//! What is behind a button: menus, and the dialogs that they open.

use bordsvis_tests::browser::Named;

use super::{CLOSE, DEMOCRACY_EARLY, OPPORTUNITIES, SLOW, TRUANCY, WEAKNESSES, Workshop};

/// A table moves a note of its own and takes that back with a key; the facilitator's notes have a menu too.
pub async fn notes_offer_what_can_be_done(workshop: &Workshop) {
    let Workshop {
        phone, facilitator, ..
    } = workshop;
    let window = &phone.window;
    let guidance = window.says("Stöd", "Guidance");
    window.press(guidance).await;
    window.inspect("table-guidance").await;
    window.press(guidance).await;

    phone.note(SLOW).await.press().await;
    window.inspect("table-menu").await;
    window.choose(window.says("Flytta till…", "Move to…")).await;
    let dialog = window
        .find("dialog", window.says("Flytta lappen", "Move the note"))
        .await;
    window.inspect("table-moving").await;
    let opportunities = Named::With(OPPORTUNITIES.title(window));
    dialog.find("button", opportunities).await.press().await;
    let desk = &facilitator.window;
    facilitator.note_in(OPPORTUNITIES.title(desk), SLOW).await;
    window.keys(&["Control", "z"]).await;
    facilitator.note_in(WEAKNESSES.title(desk), SLOW).await;
    phone.note(SLOW).await;

    facilitator.open_menu(SLOW).await;
    desk.inspect("facilitator-note-menu").await;
    desk.keys(&["Escape"]).await;
}

/// Several notes are chosen by keyboard, and let go again.
pub async fn several_notes_are_chosen(workshop: &Workshop) {
    let facilitator = &workshop.facilitator;
    let window = &facilitator.window;
    facilitator.note(CLOSE).await.press().await;
    window.keys(&["Space"]).await;
    window.keys(&["ArrowRight"]).await;
    window.keys(&["Space"]).await;
    let chosen = window.says("2 lappar valda", "2 notes chosen");
    let group = window.find("group", chosen).await;
    window.inspect("facilitator-chosen").await;
    let none = window.says("Välj inga", "Choose none");
    group.find("button", none).await.press().await;
    window.no_longer_reads(chosen).await;
}

/// The board's menu leads to what is needed now and then, and so does a table's.
pub async fn the_board_offers_what_can_be_done(workshop: &Workshop) {
    let facilitator = &workshop.facilitator;
    let window = &facilitator.window;
    facilitator.open_board_menu().await;
    window.inspect("facilitator-menu").await;
    window.keys(&["Escape"]).await;
    let dialogs = [
        ("Bjud in", "Invite", "invite"),
        ("Meddelande till alla", "Message to everyone", "message"),
        ("Deltagare", "Participants", "people"),
        ("Processledare", "Facilitators", "leaders"),
        ("Fjärrkontroll", "Remote control", "remote"),
        ("Byt kod", "Change the code", "code"),
        ("Kortkommandon", "Keyboard shortcuts", "shortcuts"),
        (
            "Uppgifter för diariet",
            "Details for the registry",
            "record",
        ),
    ];
    for (sv, en, state) in dialogs {
        facilitator.ask_board(sv, en).await;
        window.find("dialog", window.says(sv, en)).await;
        window.inspect(&format!("facilitator-{state}")).await;
        window.keys(&["Escape"]).await;
    }
    let [menu, link, join] = match window.says("sv", "en") {
        "sv" => ["Mer om Bord 2", "Länk och QR", "Gå med vid Bord 2"],
        _ => ["More on Table 2", "Link and QR", "Join at Table 2"],
    };
    window.press(menu).await;
    window.choose(link).await;
    window.find("dialog", join).await;
    window.inspect("facilitator-table-link").await;
    window.keys(&["Escape"]).await;
}

/// A table places in this step what it wrote in an earlier one, and so can the facilitator.
pub async fn notes_are_fetched_from_an_earlier_step(workshop: &Workshop) {
    let Workshop {
        phone, facilitator, ..
    } = workshop;
    let window = &phone.window;
    let ours = window.says(
        "Era lappar från Livsvillkor",
        "Your notes from Life conditions",
    );
    window.press(&format!("{ours} (1)")).await;
    let dialog = window.find("dialog", ours).await;
    window.inspect("table-tray").await;
    let place = window.says("Lägg i ", "Place in ");
    dialog
        .find("button", Named::With(place))
        .await
        .press()
        .await;
    window.keys(&["Escape"]).await;
    phone.note(TRUANCY).await;
    let window = &facilitator.window;
    facilitator
        .note_in(DEMOCRACY_EARLY.title(window), TRUANCY)
        .await;
    // The button counts what is not here yet.
    let all = window.says("Lappar från Livsvillkor", "Notes from Life conditions");
    let button = window.find("button", Named::With(all)).await;
    button.press().await;
    window.find("dialog", all).await;
    window.inspect("facilitator-tray").await;
    window.keys(&["Escape"]).await;
}

/// A closed board is read as before, and written by nobody until it is opened again.
pub async fn a_closed_board_can_only_be_read(workshop: &Workshop) {
    let Workshop {
        phone,
        remote,
        facilitator,
        ..
    } = workshop;
    let window = &facilitator.window;
    facilitator
        .ask_board("Stäng tavlan", "Close the board")
        .await;
    let close = window.says("Stäng tavlan", "Close the board");
    let dialog = window.find("dialog", close).await;
    window.inspect("facilitator-closing").await;
    dialog.find("button", close).await.press().await;
    for window in [window, &phone.window, &remote.window] {
        window
            .reads(window.says("Tavlan är stängd.", "The board is closed."))
            .await;
    }
    window.inspect("facilitator-closed").await;
    phone.window.inspect("table-closed").await;
    facilitator
        .ask_board("Öppna tavlan igen", "Open the board again")
        .await;
    window
        .no_longer_reads(window.says("Tavlan är stängd.", "The board is closed."))
        .await;
}
