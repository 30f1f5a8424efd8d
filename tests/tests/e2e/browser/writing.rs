//! What tables write, alone and together.

use super::{CLOSE, Cell, SLOW, STRENGTHS, VAST, WEAKNESSES, Workshop};

impl Cell {
    /// What it is called, in the language of a window's owner.
    pub fn title(&self, window: &bordsvis_tests::browser::Window) -> &'static str {
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
