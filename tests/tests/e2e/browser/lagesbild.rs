//! `lagesbild` in real browsers: three municipalities describe how things are, look for causes, and
//! agree in plenary on what the county does.

use bordsvis_tests::browser::{Browsers, Facilitator, Join, Named, Screen, Size, Table, Window};
use bordsvis_tests::{Server, Workshop};
use serde_json::json;

/// What is seen in each municipality.
const ABSENCE: &str = "Långvarig skolfrånvaro";
const TRUANCY: &str = "Skolk och låg utbildningsnivå";
const LONELINESS: &str = "Ensamhet och svag framtidstro";
/// Why.
const ACTIVITIES: &str = "Brist på aktiviteter";
/// What is done about it.
const ADULTS: &str = "Fler vuxna på nätet";
/// What two municipalities see alike.
const SHARED: &str = "Skolan";

struct County {
    facilitator: Facilitator,
    screen: Screen,
    boras: Table,
    molndal: Table,
    kiruna: Table,
}

/// Leads the three steps.
pub async fn a_county(browsers: &Browsers) {
    let server = Server::start().await;
    let county = everyone_comes(browsers, &server).await;
    county.municipalities_write().await;
    county.a_cause_is_written_from_a_situation().await;
    county.plenary_compares_the_municipalities().await;
    county.what_several_see_is_gathered().await;
    county.causes_become_measures().await;
}

async fn everyone_comes(browsers: &Browsers, server: &Server) -> County {
    let table =
        |name: &str, remote: bool| json!({"name": name, "municipality": name, "remote": remote});
    let workshop = Workshop::create_as(
        server,
        &json!({
            "title": "Lägesbild för länet",
            "method": "lagesbild",
            "tables": [table("Borås", false), table("Mölndal", false), table("Kiruna", true)],
        }),
    )
    .await;
    let created = &workshop.created;
    let laptop = browsers.open("facilitator", Size::LAPTOP).await;
    laptop.go(&created.facilitator.url).await;
    let facilitator = Facilitator::at(&laptop).await;
    let wall = browsers.open("screen", Size::PROJECTOR).await;
    wall.go(&created.screen.url).await;
    let screen = Screen::at(&wall, created.code.as_str()).await;
    let sits_down = async |name: &str, size, table: &str| {
        let window = browsers.open(name, size).await;
        Join::sit(&window, &created.join_url, table, "Kommun").await
    };
    County {
        facilitator,
        screen,
        boras: sits_down("boras", Size::PHONE, "Borås").await,
        molndal: sits_down("molndal", Size::PHONE, "Mölndal").await,
        kiruna: sits_down("kiruna", Size::SMALL_LAPTOP, "Kiruna").await,
    }
}

impl County {
    async fn municipalities_write(&self) {
        let written = [
            (&self.boras, "Händelser", ABSENCE),
            (&self.molndal, "Beteenden", TRUANCY),
            (&self.kiruna, "Tillstånd", LONELINESS),
        ];
        for (table, cell, text) in written {
            table.choose(cell).await;
            table.write(cell, text).await;
        }
        let wall = &self.screen.window;
        wall.reads("3 lappar från 3 bord").await;
        for text in [ABSENCE, TRUANCY, LONELINESS] {
            assert!(!wall.holds(text).await, "nothing is shown yet");
        }
    }

    /// A table asks why of its own note; the answer lies in the next step and points back.
    async fn a_cause_is_written_from_a_situation(&self) {
        let (kiruna, window) = (&self.kiruna, &self.kiruna.window);
        kiruna.ask(LONELINESS, "Orsak", "").await;
        let dialog = window.find("dialog", "Orsak").await;
        let field = dialog.find("textbox", "Skriv en lapp").await;
        field.type_text(ACTIVITIES).await;
        window.inspect("lagesbild-cause").await;
        dialog.find("button", "Lägg på bordet").await.press().await;
        window.reads(&format!("Orsak: {ACTIVITIES}")).await;
    }

    async fn plenary_compares_the_municipalities(&self) {
        let (facilitator, laptop) = (&self.facilitator, &self.facilitator.window);
        facilitator.go_on("Nästa: Storforum", "").await;
        facilitator.note(LONELINESS).await;
        laptop.find("combobox", "Ordna efter").await.focus().await;
        laptop.keys(&["End"]).await;
        for (municipality, text) in [
            ("Borås", ABSENCE),
            ("Mölndal", TRUANCY),
            ("Kiruna", LONELINESS),
        ] {
            facilitator.note_in(municipality, text).await;
        }
        laptop.inspect("lagesbild-by-municipality").await;
        laptop.keys(&["Home"]).await;
        facilitator.note_in("Händelser", ABSENCE).await;
        self.screen.window.reads(TRUANCY).await;
        self.screen.inspect("lagesbild-screen").await;
    }

    async fn what_several_see_is_gathered(&self) {
        let (facilitator, laptop) = (&self.facilitator, &self.facilitator.window);
        for text in [ABSENCE, TRUANCY] {
            facilitator.note(text).await.focus_around().await;
            laptop.keys(&["Space"]).await;
        }
        laptop.reads("2 lappar valda").await;
        laptop.keys(&["g"]).await;
        let title = laptop.find("textbox", "Gruppens rubrik").await;
        laptop.keys(&["Control", "a"]).await;
        title.type_text(SHARED).await;
        laptop.keys(&["Enter"]).await;
        for window in [laptop, &self.screen.window] {
            window.reads(SHARED).await;
            window.reads("2 av 3 bord").await;
        }
        self.screen.inspect("lagesbild-screen-cluster").await;
        let pocket = &self.boras.window;
        pocket
            .reads(&format!("I storforum: i gruppen ”{SHARED}”"))
            .await;
        pocket.inspect("lagesbild-gathered-phone").await;
    }

    async fn causes_become_measures(&self) {
        let (facilitator, laptop) = (&self.facilitator, &self.facilitator.window);
        facilitator.go_on("Nästa: Orsaker", "").await;
        facilitator.go_on("Nästa: Storforum", "").await;
        facilitator.note(ACTIVITIES).await;
        laptop.reads(&format!("Från: {LONELINESS}")).await;
        laptop.inspect("lagesbild-causes").await;
        self.screen.window.reads(ACTIVITIES).await;
        self.screen.inspect("lagesbild-screen-causes").await;
        facilitator.ask(ACTIVITIES, "+ Åtgärd", "").await;
        let dialog = laptop.find("dialog", "Åtgärd").await;
        let field = dialog.find("textbox", Named::Anything).await;
        field.type_text(ADULTS).await;
        laptop.press("Spara").await;
        laptop.reads("Lappen ligger i steget ”Åtgärdsplan”.").await;
        facilitator.go_on("Nästa: Åtgärdsplan", "").await;
        // The measure answers what Kiruna wrote, and lies at its table.
        let kiruna: &Window = &self.kiruna.window;
        kiruna.reads("Vilka metoder och verktyg").await;
        kiruna.reads(&format!("Från: {ACTIVITIES}")).await;
        kiruna.inspect("lagesbild-plan").await;
        assert!(!self.molndal.window.holds(ADULTS).await, "not shown yet");
        facilitator.go_on("Nästa: Storforum", "").await;
        facilitator.note_in("I kommunen", ADULTS).await;
        self.screen.window.reads(ADULTS).await;
        self.screen.inspect("lagesbild-screen-plan").await;
        laptop.inspect("lagesbild-plan-facilitator").await;
    }
}
