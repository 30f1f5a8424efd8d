//! Seats through a meeting: one who comes late, another device, another table, a seat that is taken away.

use super::*;

impl Led {
    pub(super) async fn somebody_comes_late(&mut self, browsers: &Browsers) {
        let window = browsers.open("phases-late", Size::PHONE).await;
        let link = format!("/join#{}", self.created.code);
        window.go(&self.server.url(&link)).await;
        let join = Join::at(&window);
        join.choose("Bord 2").await;
        window.press(window.says("Gå in", "Enter")).await;
        join.reads_whereabouts(
            "Steg 1 av 3, vid bordet, 8 minuter kvar.",
            "Step 1 of 3, at the tables, 8 minutes left.",
        )
        .await;
        window.inspect("join-late").await;
        window
            .find("link", window.says("Skriv", "Write"))
            .await
            .press()
            .await;
        Table::at(&window).await;
        // A long while later.
        let forgets = "localStorage['bordsvis.boards'] = \
            JSON.stringify(JSON.parse(localStorage['bordsvis.boards']).map(known => ({...known, at: 0})))";
        window.evaluate(forgets).await;
        window.reload().await;
        window
            .reads(window.says("Välkommen tillbaka.", "Welcome back."))
            .await;
        window.inspect("table-back").await;
    }

    pub(super) async fn one_moves_to_another_device(&mut self, browsers: &Browsers) {
        let window = &self.phone.window;
        self.phone
            .ask_seat("Fortsätt på en annan enhet", "Go on with another device")
            .await;
        window
            .reads(window.says("15 minuter, en gång", "15 minutes, once"))
            .await;
        window.inspect("table-other-device").await;
        let body = reqwest::Client::new()
            .post(
                self.server
                    .url(&format!("/api/boards/{}/tickets", self.created.id)),
            )
            .bearer_auth(self.token().await)
            .send()
            .await
            .expect("the server answers");
        let ticket: bordsvis_shared::api::Ticket = body.json().await.expect("a ticket");
        window.press(window.says("Stäng", "Close")).await;
        let laptop = browsers.open("phases-laptop", Size::SMALL_LAPTOP).await;
        let link = self
            .server
            .url(&format!("/device#{}/{}", self.created.id, ticket.ticket));
        laptop.go(&link).await;
        let moved = Table::at(&laptop).await;
        moved.note(TRUANCY).await;
        laptop.inspect("table-laptop-moved").await;
        laptop.go("about:blank").await;
        laptop.go(&link).await;
        laptop
            // Nobody has chosen a language on this device.
            .find("heading", "Länken gäller inte längre")
            .await;
        laptop.inspect("device-spent").await;
    }

    async fn token(&self) -> String {
        let known = self
            .phone
            .window
            .evaluate("JSON.parse(localStorage['bordsvis.boards'])[0].token")
            .await;
        known.as_str().expect("a token").to_owned()
    }

    pub(super) async fn one_sits_at_another_table(&mut self) {
        let (phone, window) = (&self.phone, &self.phone.window);
        phone
            .ask_seat("Skriv för fler personer", "Write for more people")
            .await;
        window.inspect("table-people").await;
        window.press(window.says("Stäng", "Close")).await;
        let mut closed = TableInfo::named("Bord 1");
        closed.closed = true;
        let number = TableNo(1);
        phone
            .composer(STRENGTHS.title(window))
            .await
            .type_text("Halvfärdigt")
            .await;
        self.lead(ToServer::ChangeTable {
            number,
            table: closed,
        })
        .await;
        let (phone, window) = (&self.phone, &self.phone.window);
        window
            .reads(window.says("Bordet är stängt.", "The table is closed."))
            .await;
        window.reads("Halvfärdigt").await;
        window.inspect("table-closed").await;
        window
            .press(window.says("Välj ett annat bord", "Choose another table"))
            .await;
        let dialog = window
            .find(
                "dialog",
                window.says("Vilket bord sitter du vid?", "Which table do you sit at?"),
            )
            .await;
        window.inspect("table-changing").await;
        dialog
            .find("button", Named::With("Bord 2"))
            .await
            .press()
            .await;
        window
            .reads(window.says("Du sitter nu vid Bord 2.", "You now sit at Bord 2."))
            .await;
        let composer = phone.composer(STRENGTHS.title(window)).await;
        assert_eq!(composer.value().await, "Halvfärdigt");
        phone.put().await;
        phone.note("Halvfärdigt").await;
        window.inspect("table-moved").await;
        phone
            .composer(STRENGTHS.title(window))
            .await
            .type_text("Sista ordet")
            .await;
        let remembered = window
            .evaluate("JSON.parse(localStorage['bordsvis.boards'])[0].table[1]")
            .await;
        assert_eq!(remembered, "Bord 2");
    }

    pub(super) async fn a_seat_is_taken_away(&mut self) {
        let answer = reqwest::Client::new()
            .get(
                self.server
                    .url(&format!("/api/boards/{}/people", self.created.id)),
            )
            .bearer_auth(&self.created.facilitator.token)
            .send()
            .await
            .expect("the server answers");
        let People { people } = answer.json().await.expect("people");
        let one = people
            .into_iter()
            .find(|one| one.actor.as_deref() == Some("Kommun"));
        let participant = one.expect("they have a seat").participant;
        self.lead(ToServer::Remove { participant }).await;
        let window = &self.phone.window;
        let title = window.says(
            "Du har tagits bort från tavlan",
            "You have been removed from the board",
        );
        window.find("heading", title).await;
        window.reads("Sista ordet").await;
        window.inspect("table-removed").await;
    }
}
