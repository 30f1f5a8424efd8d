//! What tables write, alone and together.

use bordsvis_tests::browser::{Named, Window};

use super::{CLOSE, Cell, OPPORTUNITIES, SLOW, STRENGTHS, VAST, WEAKNESSES, Workshop};

impl Cell {
    /// What it is called, in the language of a window's owner.
    pub fn title(&self, window: &Window) -> &'static str {
        window.says(self.0, self.1)
    }
}

/// What stands in the composer is seen by nobody else, and is there after a reload.
pub async fn what_one_composes_is_nobody_elses(workshop: &Workshop) {
    let Workshop {
        phone,
        screen,
        facilitator,
        ..
    } = workshop;
    let strengths = STRENGTHS.title(&phone.window);
    phone.composer(strengths).await.type_text(CLOSE).await;
    phone.window.inspect("table-composing").await;
    phone.window.reload().await;
    let kept = phone.composer(strengths).await;
    phone
        .window
        .until("the draft to be kept", async || kept.value().await == CLOSE)
        .await;
    for window in [&screen.window, &facilitator.window] {
        assert!(
            !window.holds(CLOSE).await,
            "{} holds a draft",
            window.name()
        );
    }
    phone.put().await;
    phone.note(CLOSE).await;
    phone.reads_saved().await;
}

/// What looks like a person's number is not put down without a question.
pub async fn one_is_asked_about_what_is_personal(workshop: &Workshop) {
    let phone = &workshop.phone;
    let window = &phone.window;
    let composer = phone.composer(STRENGTHS.title(window)).await;
    composer.type_text("Ring 070-123 45 67").await;
    phone.put().await;
    let question = "Det ser ut som en personuppgift.";
    window
        .reads(window.says(question, "This looks like personal data."))
        .await;
    window.inspect("table-personal").await;
    window.press(window.says("Ändra", "Change")).await;
    composer.clear().await;
}

/// What tables have put down is counted for the others, and kept from them until it is shown.
pub async fn what_is_not_shown_is_nowhere(workshop: &Workshop) {
    let Workshop {
        phone,
        remote,
        screen,
        facilitator,
        ..
    } = workshop;
    phone.choose(WEAKNESSES.title(&phone.window)).await;
    phone.write(WEAKNESSES.title(&phone.window), SLOW).await;
    phone.window.inspect("table-notes").await;
    phone
        .ask(SLOW, "Lyft till storforum", "Lift to plenary")
        .await;
    remote.choose(WEAKNESSES.title(&remote.window)).await;
    remote.write(WEAKNESSES.title(&remote.window), VAST).await;
    remote.window.inspect("table-laptop-notes").await;

    let window = &screen.window;
    window
        .reads(window.says("3 lappar från 2 bord", "3 notes from 2 tables"))
        .await;
    window.inspect("screen-writing").await;
    let window = &facilitator.window;
    window
        .reads(window.says("1 lapp, inte visad", "1 note, not shown"))
        .await;
    window.inspect("facilitator-covered").await;
    let cell = WEAKNESSES.title(window);
    let (swedish, english) = (
        format!("Visa {cell} på storbilden"),
        format!("Show {cell} on the big screen"),
    );
    window.press(window.says(&swedish, &english)).await;
    window
        .reads(window.says("Visa bordet först.", "Show the table first."))
        .await;
    for text in [CLOSE, SLOW, VAST] {
        for window in [&screen.window, &facilitator.window] {
            assert!(
                !window.holds(text).await,
                "{} holds {text:?}",
                window.name()
            );
        }
    }
    assert!(
        !remote.window.holds(CLOSE).await,
        "another table holds {CLOSE:?}"
    );

    facilitator.peek().await;
    for text in [CLOSE, SLOW, VAST] {
        facilitator.note(text).await;
        assert!(
            !screen.window.holds(text).await,
            "the screen holds {text:?}"
        );
    }
    facilitator.window.inspect("facilitator-peeking").await;
    facilitator.peek().await;
    facilitator.window.no_longer_reads(SLOW).await;
}

/// A table and the facilitator type in the same note at the same time, and neither overwrites the other.
pub async fn two_type_in_one_note(workshop: &Workshop) {
    let Workshop {
        phone, facilitator, ..
    } = workshop;
    phone.choose(OPPORTUNITIES.title(&phone.window)).await;
    let at_table = phone.edit(CLOSE).await;
    let at_desk = facilitator.edit(CLOSE).await;
    phone.window.inspect("table-editing").await;
    facilitator.window.inspect("facilitator-editing").await;
    facilitator.window.keys(&["Home"]).await;
    tokio::join!(
        at_table.type_text(" i en liten kommun"),
        at_desk.type_text("Styrka: "),
    );
    let both = ["Styrka: ", CLOSE, " i en liten kommun"].concat();
    for (window, field) in [(&phone.window, &at_table), (&facilitator.window, &at_desk)] {
        window
            .until("both texts to be there", async || {
                field.value().await == both
            })
            .await;
        window.press(window.says("Klar", "Done")).await;
        window.reads(&both).await;
    }
    let rest = phone.edit(&both).await;
    rest.clear().await;
    rest.type_text(CLOSE).await;
    phone.window.press(phone.window.says("Klar", "Done")).await;
    facilitator.note(CLOSE).await;
}

/// Where a step is locked nothing can be written, and what was begun is kept.
pub async fn a_locked_step_can_only_be_read(workshop: &Workshop) {
    let Workshop {
        phone,
        remote,
        facilitator,
        ..
    } = workshop;
    let strengths = STRENGTHS.title(&phone.window);
    const BEGUN: &str = "Nätverk finns: skola, polis, kyrka";
    phone.choose(strengths).await;
    phone.composer(strengths).await.type_text(BEGUN).await;
    let window = &facilitator.window;
    window
        .press(window.says("Lås om 30 s", "Lock in 30 s"))
        .await;
    window.press("+30 s").await;
    window
        .reads(window.says("Låses om 0:5", "Locks in 0:5"))
        .await;
    window.inspect("facilitator-locking").await;
    window
        .press(window.says("Avbryt låsningen", "Cancel the lock"))
        .await;
    window
        .press(window.says("Lås om 30 s", "Lock in 30 s"))
        .await;
    window.press(window.says("Lås nu", "Lock now")).await;
    for window in [&phone.window, &remote.window] {
        window
            .reads(window.says("Steget är låst.", "The step is locked."))
            .await;
        assert!(
            !window.has("textbox", Named::Anything).await,
            "one can write"
        );
    }
    phone.window.inspect("table-locked").await;
    remote.window.inspect("table-laptop-locked").await;
    window.inspect("facilitator-locked").await;
    window.press(window.says("Lås upp", "Unlock")).await;
    let kept = phone.composer(strengths).await;
    phone
        .window
        .until("what was begun to be kept", async || {
            kept.value().await == BEGUN
        })
        .await;
    phone.put().await;
    phone.note(BEGUN).await;
    phone.reads_saved().await;
}
