//! What goes wrong in a workshop: the network, the server, one's own hand.

use super::{CLOSE, OPPORTUNITIES, SLOW, STRENGTHS, VAST, Workshop};

/// What is written without a network.
const ALONE: &str = "Eldsjälar driver arbetet";

/// Without a network one goes on writing; the page can even be loaded anew; and when the network is back,
/// what was written meets what the others did meanwhile.
pub async fn without_a_network(workshop: &Workshop) {
    let Workshop {
        phone, facilitator, ..
    } = workshop;
    let window = &phone.window;
    window.offline(true).await;
    phone.reads_waiting().await;
    phone.choose(STRENGTHS.title(window)).await;
    phone.write(STRENGTHS.title(window), ALONE).await;
    window
        .reads(window.says("1 sparas sedan", "1 to be saved"))
        .await;
    window.inspect("table-offline").await;
    phone.choose(OPPORTUNITIES.title(window)).await;
    let editing = phone.edit(CLOSE).await;
    editing.type_text(" lokalt").await;
    window.press(window.says("Klar", "Done")).await;
    let edited = facilitator.edit(CLOSE).await;
    facilitator.window.keys(&["Home"]).await;
    edited.type_text("Alltid: ").await;
    facilitator
        .window
        .press(facilitator.window.says("Klar", "Done"))
        .await;

    window.reload().await;
    phone.note(&[CLOSE, " lokalt"].concat()).await;
    phone.choose(STRENGTHS.title(window)).await;
    phone.note(ALONE).await;
    phone.reads_waiting().await;
    assert!(
        !facilitator.window.holds(ALONE).await,
        "it was sent without a network"
    );
    window.inspect("table-offline-reloaded").await;

    window.offline(false).await;
    phone.reads_saved().await;
    facilitator.note(ALONE).await;
    let merged = ["Alltid: ", CLOSE, " lokalt"].concat();
    facilitator.note(&merged).await;
    phone.choose(OPPORTUNITIES.title(window)).await;
    phone.note(&merged).await;
}

/// The server dies in the middle of it all, and comes back with everything that was saved.
pub async fn the_server_falls(workshop: &mut Workshop) {
    const MEANWHILE: &str = "Kultur för barn och unga";
    workshop.server.kill().await;
    let Workshop {
        phone,
        remote,
        screen,
        facilitator,
        ..
    } = &*workshop;
    phone.reads_waiting().await;
    remote.reads_waiting().await;
    let window = &screen.window;
    window
        .reads(window.says("Återansluter…", "Reconnecting…"))
        .await;
    window.inspect("screen-reconnecting").await;
    facilitator
        .window
        .reads(facilitator.window.says("Inget nät.", "No network."))
        .await;
    facilitator.window.inspect("facilitator-offline").await;
    phone.choose(STRENGTHS.title(&phone.window)).await;
    phone.write(STRENGTHS.title(&phone.window), MEANWHILE).await;
    phone.window.reload().await;
    phone.note(MEANWHILE).await;

    workshop.server.restart().await;
    let Workshop {
        phone,
        remote,
        screen,
        facilitator,
        ..
    } = &*workshop;
    phone.reads_saved().await;
    remote.reads_saved().await;
    screen
        .window
        .no_longer_reads(screen.window.says("Återansluter…", "Reconnecting…"))
        .await;
    facilitator.note(MEANWHILE).await;
    for window in [&facilitator.window, &phone.window, &remote.window] {
        window.reload().await;
    }
    for text in [SLOW, VAST, ALONE, MEANWHILE] {
        facilitator.note(text).await;
    }
    remote.note(VAST).await;
}

/// What is done in haste.
const HASTY: &str = "Förhastat";

/// One takes back what one did oneself, and does it again; what others did stays as it is.
pub async fn what_was_done_is_undone(workshop: &Workshop) {
    let Workshop {
        phone, facilitator, ..
    } = workshop;
    let desk = &facilitator.window;
    facilitator.undo().await;
    facilitator.note_in(STRENGTHS.title(desk), CLOSE).await;
    facilitator.redo().await;
    facilitator.note_in(OPPORTUNITIES.title(desk), CLOSE).await;

    let strengths = STRENGTHS.title(&phone.window);
    phone.choose(strengths).await;
    phone.write(strengths, HASTY).await;
    facilitator.note(HASTY).await;
    phone.undo().await;
    desk.no_longer_reads(HASTY).await;
    facilitator.note_in(OPPORTUNITIES.title(desk), CLOSE).await;
    phone.redo().await;
    facilitator.note(HASTY).await;
}

/// A note that was thrown away lies in the bin, and can be brought back from there.
pub async fn what_was_thrown_away_comes_back(workshop: &Workshop) {
    let Workshop {
        phone, facilitator, ..
    } = workshop;
    phone.ask(HASTY, "Ta bort", "Remove").await;
    phone.window.inspect("table-removed").await;
    let window = &facilitator.window;
    window.no_longer_reads(HASTY).await;
    facilitator.open_bin(1).await;
    window.reads(HASTY).await;
    window.inspect("facilitator-bin").await;
    window.press(window.says("Återställ", "Restore")).await;
    phone.note(HASTY).await;
    window.keys(&["Escape"]).await;
    facilitator.note(HASTY).await;
}
