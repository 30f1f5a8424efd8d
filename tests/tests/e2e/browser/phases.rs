//! A table's phone through the phases of a step, led over the wire: drafts, the table, plenary, and
//! back; who comes late, moves, or has to go.

use bordsvis_shared::api::{Created, People};
use bordsvis_shared::board::{Edit, Position, Rank};
use bordsvis_shared::id::{NoteId, Scope, StepId, TableNo};
use bordsvis_shared::method::Phase;
use bordsvis_shared::protocol::{Tables, TimerChange, ToServer};
use bordsvis_shared::session::{ScreenView, Table as TableInfo};
use bordsvis_tests::browser::{Browsers, Join, Named, Size, Table};
use bordsvis_tests::{Device, Server, post, step};
use serde_json::json;

mod seats;

use super::{SLOW, STRENGTHS, THREATS, TRUANCY, WEAKNESSES};

/// Who leads, by commands alone, and one phone.
struct Led {
    server: Server,
    created: Created,
    leader: Device,
    phone: Table,
}

pub async fn story(browsers: &Browsers) {
    let mut led = begins(browsers, "grund").await;
    led.drafts_stay_on_the_device().await;
    led.drafts_are_asked_for().await;
    led.the_table_says_that_it_is_done().await;
    led.a_note_is_answered().await;
    led.everyone_is_told().await;
    led.plenary_sorts().await;
    led.one_is_led_back().await;
    led.somebody_comes_late(browsers).await;
    led.one_moves_to_another_device(browsers).await;
    led.one_sits_at_another_table().await;
    led.a_seat_is_taken_away().await;
    a_checklist_is_read(browsers).await;
}

/// A step to tick off: the tables see what a facilitator has ticked.
async fn a_checklist_is_read(browsers: &Browsers) {
    let mut led = begins(browsers, "krisberedskap").await;
    let step = "preparations".parse().expect("a step");
    let item = "prepared".parse().expect("an item");
    led.lead(ToServer::Check {
        step,
        item,
        checked: true,
    })
    .await;
    let window = &led.phone.window;
    window
        .until("an item to be ticked off", async || {
            let ticked = "document.querySelectorAll('.checklist .checked').length";
            window.evaluate(ticked).await == 1
        })
        .await;
    window.inspect("table-checklist").await;
}

async fn begins(browsers: &Browsers, method: &str) -> Led {
    let server = Server::start().await;
    let body = json!({
        "title": "Sociala risker", "method": method, "tables": ["Bord 1", "Bord 2"],
        "language": browsers.language(),
    });
    let (_, created) = post(&server, "/api/boards", &body).await;
    let created: Created = serde_json::from_value(created).expect("a board");
    let leader = Device::connect(&server, &created.id, &created.facilitator.token).await;
    let window = browsers.open(&format!("phone-{method}"), Size::PHONE).await;
    let phone = Join::sit(&window, &created.join_url, "Bord 1", "Kommun").await;
    Led {
        server,
        created,
        leader,
        phone,
    }
}

fn swot() -> StepId {
    step()
}

impl Led {
    async fn lead(&mut self, command: ToServer) {
        let answer = self.leader.command(command).await;
        answer.expect("a facilitator may");
    }

    async fn lead_to(&mut self, phase: Phase) {
        self.lead(ToServer::Phase {
            step: swot(),
            phase,
        })
        .await;
    }

    /// While everybody writes by themselves, nothing leaves the device but that there is something.
    async fn drafts_stay_on_the_device(&mut self) {
        self.lead_to(Phase::Individual).await;
        let (phone, window) = (&self.phone, &self.phone.window);
        let alone = "Ingen annan ser dina utkast.";
        window
            .reads(window.says(alone, "Nobody else sees your drafts."))
            .await;
        window.inspect("table-individual").await;
        phone.choose(STRENGTHS.title(window)).await;
        for text in [SLOW, TRUANCY, "Tillit mellan grannar"] {
            phone.draft(STRENGTHS.title(window), text).await;
        }
        window.inspect("table-drafts").await;
        self.leader
            .until("it is told that a table has drafts", |leader| {
                let drafting = &leader.summary.as_ref()?.drafting;
                (drafting.get(&swot()) == Some(&1)).then_some(())
            })
            .await;
        let written = self
            .leader
            .summary
            .as_ref()
            .and_then(|summary| summary.written.get(&swot()).cloned());
        assert!(written.is_none_or(|written| written.iter().all(|count| *count == 0)));

        let phone = &self.phone;
        phone.ask_draft(SLOW, "Flytta till…", "Move to…").await;
        let dialog = window
            .find("dialog", window.says("Flytta lappen", "Move the note"))
            .await;
        let weaknesses = Named::With(WEAKNESSES.title(window));
        dialog.find("button", weaknesses).await.press().await;
        phone.ask_draft(TRUANCY, "Ta bort", "Remove").await;
        window.press(window.says("Ångra", "Undo")).await;
        phone.draft_card(TRUANCY).await;
        window.reload().await;
        phone.reads_saved().await;
        phone.draft_card(TRUANCY).await;
    }

    /// Drafts are put on the table when their author says so.
    async fn drafts_are_asked_for(&mut self) {
        self.lead_to(Phase::Table).await;
        let (phone, window) = (&self.phone, &self.phone.window);
        window
            .reads(window.says("Du har 3 utkast. Lägg på bordet?", "You have 3 drafts."))
            .await;
        window.inspect("table-drafts-asked").await;
        window.press(window.says("Inte nu", "Not now")).await;
        window.inspect("table-drafts-later").await;
        window
            .press(window.says("Dina utkast (3)", "Your drafts (3)"))
            .await;
        window
            .find("dialog", window.says("Dina utkast", "Your drafts"))
            .await;
        window.inspect("table-drafts-choosing").await;
        window
            .evaluate("document.querySelector('.draft-choice .button').click()")
            .await;
        window.press(window.says("Stäng", "Close")).await;
        window
            .press(window.says("Dina utkast (2)", "Your drafts (2)"))
            .await;
        window.press(window.says("Stäng", "Close")).await;
        // Asked anew after a reload: nothing has been put there by itself.
        window.reload().await;
        window.press(window.says("Lägg alla", "Put all")).await;
        window
            .reads(window.says("2 utkast ligger på", "2 drafts are on the table"))
            .await;
        window.inspect("table-drafts-put").await;
        window.press(window.says("Stäng", "Close")).await;
        phone.reads_saved().await;
        phone.note(TRUANCY).await;
        window
            .until("no draft to be left", async || {
                window
                    .evaluate("document.querySelectorAll('.draft').length")
                    .await
                    == 0
            })
            .await;
    }

    async fn the_table_says_that_it_is_done(&mut self) {
        let window = &self.phone.window;
        window
            .press(window.says("Vi är klara", "We are done"))
            .await;
        window
            .reads(window.says("lyft tre lappar", "lift three notes"))
            .await;
        window
            .reads(window.says("Möjligheter är tom.", "Opportunities is empty."))
            .await;
        window
            .press(window.says("Räck upp handen", "Raise your hand"))
            .await;
        window
            .reads(window.says("Processledaren ser att ni", "The facilitator sees that"))
            .await;
        window.inspect("table-done").await;
        self.leader
            .until("the hand is up", |leader| {
                let session = leader.session.as_ref()?;
                let ready = session.steps.get(&swot())?.ready.contains(&TableNo(1));
                (ready && session.hands == [TableNo(1)]).then_some(())
            })
            .await;
    }

    /// What a later step says to a note is written from it, and both say so.
    async fn a_note_is_answered(&mut self) {
        let (phone, window) = (&self.phone, &self.phone.window);
        phone.ask(TRUANCY, "Åtgärd", "Measure").await;
        let measure = window.says("Åtgärd", "Measure");
        let dialog = window.find("dialog", measure).await;
        let field = dialog
            .find("textbox", window.says("Skriv en lapp", "Write a note"))
            .await;
        field.type_text("Frukost i skolan").await;
        window.inspect("table-answering").await;
        let put = window.says("Lägg på bordet", "Put on the table");
        dialog.find("button", put).await.press().await;
        window.reads(&format!("{measure}: Frukost i skolan")).await;
        window.press(window.says("Stäng", "Close")).await;
        window.inspect("table-answered").await;
    }

    /// The time, a message, a lock that is near.
    async fn everyone_is_told(&mut self) {
        let change = TimerChange::Start { seconds: 480 };
        self.lead(ToServer::Timer { change }).await;
        let text = "Kaffe om fem minuter i foajén.".to_owned();
        self.lead(ToServer::Notice { text }).await;
        let step = swot();
        self.lead(ToServer::Lock {
            step,
            locked: true,
            grace: Some(300),
        })
        .await;
        let window = &self.phone.window;
        window.reads("7:5").await;
        window.reads("Kaffe om fem minuter i foajén.").await;
        window
            .reads(window.says("det du skriver sparas", "what you write is saved"))
            .await;
        window.inspect("table-told").await;
        window
            .evaluate("document.querySelector('.told .icon-button').click()")
            .await;
        window.no_longer_reads("Kaffe om fem").await;
        window.reload().await;
        self.phone.reads_saved().await;
        assert!(!window.text().await.contains("Kaffe om fem"), "it was read");
        let step = swot();
        self.lead(ToServer::Lock {
            step,
            locked: false,
            grace: None,
        })
        .await;
        let window = &self.phone.window;
        window
            .no_longer_reads(window.says("det du skriver sparas", "what you write is saved"))
            .await;
    }

    /// Plenary moves, gathers and takes down; the phone says so, and offers to look.
    async fn plenary_sorts(&mut self) {
        let step = swot();
        let tables = Tables::ALL;
        self.lead(ToServer::Reveal {
            step,
            tables,
            revealed: true,
        })
        .await;
        let window = &self.phone.window;
        window
            .reads(window.says("Storforum: alla ser", "Plenary: everyone sees"))
            .await;
        let own = Scope::Table(swot(), TableNo(1));
        self.leader.open(&own).await;
        let content = self
            .leader
            .client
            .document(&own)
            .expect("it is open")
            .content();
        let id_of = |text: &str| -> NoteId {
            let found = content.notes.iter().find(|(_, note)| note.text == text);
            found.expect("it lies there").0.clone()
        };
        let (truancy, slow) = (id_of(TRUANCY), id_of(SLOW));
        let pos = Position {
            cell: "threats".parse().expect("a cell"),
            rank: "a".parse::<Rank>().expect("a rank"),
        };
        let plenary = Scope::Plenary(swot());
        self.leader.open(&plenary).await;
        let place = Edit::Place {
            note: truancy.clone(),
            pos: Some(pos),
        };
        self.leader.save(&plenary, place).await;
        let view = ScreenView::Note {
            step: swot(),
            note: truancy,
        };
        self.lead(ToServer::Screen { view }).await;
        let aside = Scope::Aside(swot(), TableNo(1));
        self.leader.open(&aside).await;
        let whole = (*content.notes[&slow]).clone();
        let put = Edit::Put {
            note: slow.clone(),
            whole,
        };
        self.leader.save(&aside, put).await;
        self.leader.save(&own, Edit::Erase { note: slow }).await;

        let (phone, window) = (&self.phone, &self.phone.window);
        window
            .reads(window.says("På storbilden nu: en lapp", "On the big screen now: a note"))
            .await;
        phone.choose(THREATS.title(window)).await;
        window
            .reads(window.says("I storforum: Hot", "In plenary: Threats"))
            .await;
        window.inspect("table-plenary").await;
        phone.choose(WEAKNESSES.title(window)).await;
        window
            .reads(window.says(
                "Nedtagen av processledaren",
                "Taken down by the facilitator",
            ))
            .await;
        window.inspect("table-taken-down").await;
        window
            .find("link", window.says("Titta", "Look"))
            .await
            .press()
            .await;
        window.reads(TRUANCY).await;
        window
            .no_longer_reads(window.says("På storbilden nu", "On the big screen now"))
            .await;
        phone.show_table().await;
        let view = ScreenView::Follow;
        self.lead(ToServer::Screen { view }).await;
    }

    /// Back to writing alone: what one has put on the table is still there to read.
    async fn one_is_led_back(&mut self) {
        self.lead_to(Phase::Individual).await;
        let (phone, window) = (&self.phone, &self.phone.window);
        window
            .reads(window.says(
                "Det som redan ligger på bordet",
                "What is already on the table",
            ))
            .await;
        phone.choose(STRENGTHS.title(window)).await;
        window.reads("Tillit mellan grannar").await;
        window.inspect("table-led-back").await;
        self.lead_to(Phase::Table).await;
    }
}
