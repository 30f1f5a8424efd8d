//! The methods of the product, and samples of what is refused in a method file.

use super::library::{FILES, PRESET, read};
use super::*;

fn method(id: &str) -> &'static Method {
    find(&id.parse().unwrap()).unwrap()
}

fn cells(id: &str) -> Vec<String> {
    method(id).cell_names().map(String::from).collect()
}

#[test]
fn every_file_loads_and_the_preset_comes_first() {
    assert_eq!(all().len(), FILES.len());
    assert_eq!(all()[0].id.as_str(), PRESET);
}

#[test]
fn cells_have_the_names_that_outside_clients_rely_on() {
    assert_eq!(
        cells("swot"),
        [
            "swot/strengths",
            "swot/weaknesses",
            "swot/opportunities",
            "swot/threats"
        ]
    );
    let table = cells("livsvillkor");
    assert_eq!(table.len(), 16);
    assert_eq!(
        table[..2],
        [
            "measures/education-proactive",
            "measures/education-reactive"
        ]
    );
    assert_eq!(table[15], "measures/democracy-reactive");
}

#[test]
fn the_same_measures_are_asked_for_in_every_method() {
    for id in ["grund", "krisberedskap"] {
        assert!(cells(id).ends_with(&cells("livsvillkor")), "{id}");
    }
}

#[test]
fn every_method_of_the_sources_is_there() {
    for id in [
        "grund",
        "swot",
        "livsvillkor",
        "samverkan",
        "riskfaktorer",
        "lagesbild",
        "upptrappning",
        "helhetsmetoden",
        "krisberedskap",
    ] {
        method(id);
    }
    let samverkan = method("samverkan");
    assert_eq!(samverkan.steps.len(), 4);
    assert_eq!(samverkan.steps[0].first_phase(), Phase::Individual);
    assert_eq!(samverkan.steps[1].first_phase(), Phase::Table);
    let answers = |id: &str| {
        let steps = method(id).steps.iter();
        let answers = steps.filter_map(|step| step.answer.as_ref());
        answers.map(|answer| answer.sv.clone()).collect::<Vec<_>>()
    };
    assert_eq!(answers("lagesbild"), ["Orsak", "Åtgärd"]);
    let preparations = &method("krisberedskap").steps[0];
    assert_eq!(preparations.checks().len(), 5);
    assert_eq!(preparations.cells().count(), 0);
}

#[test]
fn measures_are_balanced_row_by_row() {
    let measures = method("grund").steps.last().unwrap();
    let balanced = measures.balanced();
    assert_eq!(balanced.len(), 8);
    let (scarce, common) = &balanced[0];
    assert_eq!(
        (scarce.as_str(), common.as_str()),
        ("education-proactive", "education-reactive")
    );
    let balance = measures.balance.as_ref().unwrap();
    for (scarce, common, lost) in [
        (0, 2, false),
        (0, 3, true),
        (1, 3, false),
        (1, 4, true),
        (4, 12, false),
        (4, 13, true),
    ] {
        assert_eq!(balance.is_lost(scarce, common), lost, "{scarce} {common}");
    }
}

#[test]
fn a_cell_says_its_row_and_column() {
    let measures = method("krisberedskap").steps.last().unwrap();
    let titles = |language| measures.cells().map(move |cell| cell.title(language));
    assert_eq!(titles(Language::Sv).next().unwrap(), "Utbildning · Före");
    assert_eq!(titles(Language::En).last().unwrap(), "Democracy · After");
}

#[test]
fn a_step_accepts_its_own_cells_and_parking() {
    let step = &method("swot").steps[0];
    assert!(step.accepts(&"threats".parse().unwrap()));
    assert!(step.accepts(&parking().id));
    assert!(!step.accepts(&"education-proactive".parse().unwrap()));
}

#[test]
fn methods_survive_the_wire() {
    for method in all() {
        let json = serde_json::to_value(method).unwrap();
        assert_eq!(serde_json::from_value::<Method>(json).unwrap(), *method);
    }
    let json = serde_json::to_value(method("swot")).unwrap();
    let layout = &json["steps"][0]["layout"];
    assert_eq!(layout["cells"][0]["title"]["sv"], "Styrkor");
}

const SAMPLE: &str = r#"
    title = { sv = "Prov", en = "Sample" }
    summary = { sv = "Ett prov", en = "A sample" }
    minutes = 30

    [[steps]]
    id = "first"
    title = { sv = "Först", en = "First" }
    question = { sv = "Vad?", en = "What?" }
    guidance = { sv = "Så här.", en = "Like this." }
    layout = { cells = "pair" }

    [[steps]]
    id = "second"
    title = { sv = "Sedan", en = "Second" }
    question = { sv = "Och?", en = "And?" }
    guidance = { sv = "Likadant.", en = "The same." }
    draws_from = ["first"]
    layout = { grid = { rows = "pair", columns = "side" } }
"#;

const SAMPLE_HEADINGS: &str = r#"
    pair = [
        { id = "a", title = { sv = "A", en = "A" } },
        { id = "b", title = { sv = "B", en = "B" }, guidance = { sv = "Be", en = "Bee" } },
    ]
    side = [{ id = "x", title = { sv = "X", en = "X" }, short = { sv = "x", en = "x" } }]
"#;

/// Reads the sample with `from` replaced by `to`, in the method as well as in the headings.
fn altered(from: &str, to: &str) -> Result<Method, InvalidMethod> {
    let [source, shared] = [SAMPLE, SAMPLE_HEADINGS].map(|text| text.replace(from, to));
    assert_ne!(
        [&*source, &*shared],
        [SAMPLE, SAMPLE_HEADINGS],
        "nothing was replaced"
    );
    read("sample", &source, &toml::from_str(&shared).unwrap())
}

#[track_caller]
fn refused(from: &str, to: &str, step: &str, flaw: &str) {
    let error = altered(from, to).unwrap_err().to_string();
    let place = match step {
        "" => "method sample: ".to_owned(),
        step => format!("method sample, step {step}: "),
    };
    assert!(error.starts_with(&place), "{error}");
    assert!(error.contains(flaw), "{error}");
}

#[test]
fn the_unaltered_sample_is_accepted() {
    let method = read("sample", SAMPLE, &toml::from_str(SAMPLE_HEADINGS).unwrap()).unwrap();
    let names: Vec<String> = method.cell_names().map(String::from).collect();
    assert_eq!(names, ["first/a", "first/b", "second/a-x", "second/b-x"]);
}

#[test]
fn unknown_and_missing_fields_are_refused() {
    refused(
        "minutes = 30",
        "minutes = 30\nhours = 1",
        "",
        "unknown field `hours`",
    );
    refused("minutes = 30", "", "", "missing field `minutes`");
    refused(
        "draws_from",
        "drawsfrom",
        "second",
        "unknown field `drawsfrom`",
    );
    refused(
        r#"columns = "side""#,
        r#"columns = "side", depth = 1"#,
        "second",
        "`depth`",
    );
    refused("short =", "brief =", "second", "unknown field `brief`");
    refused(
        r#"en = "Bee""#,
        r#"fi = "Bee""#,
        "first",
        "unknown field `fi`",
    );
    refused(
        r#"grid = {"#,
        r#"web = {"#,
        "second",
        "unknown variant `web`",
    );
    refused(r#"id = "first""#, "", "1", "missing field `id`");
    refused(
        r#"id = "first""#,
        r#"id = "Först""#,
        "Först",
        "not a valid step id",
    );
    refused(
        r#"cells = "pair""#,
        r#"cells = "trio""#,
        "first",
        "called trio",
    );
}

#[test]
fn a_file_is_named_by_a_slug() {
    let shared = toml::from_str(SAMPLE_HEADINGS).unwrap();
    let error = read("Mitt prov", SAMPLE, &shared).unwrap_err().to_string();
    assert!(error.contains("not a valid method id"), "{error}");
}

#[test]
fn texts_are_there_and_fit() {
    let long = "å".repeat(71);
    refused(r#"sv = "Prov""#, r#"sv = """#, "", "title is empty");
    refused(
        r#"en = "A sample""#,
        r#"en = "A sample ""#,
        "",
        "space around it in en",
    );
    refused(
        "Och?",
        &long,
        "second",
        "question has 71 characters in sv, at most 70",
    );
    refused(
        "Likadant.",
        &"å".repeat(1_201),
        "second",
        "guidance has 1201",
    );
    refused("Bee", &long.repeat(5), "first", "b.guidance has 355");
    refused(
        r#"en = "B" }"#,
        r#"en = "A label of twenty ch" }"#,
        "first",
        "b.title, without",
    );
    refused(
        r#"sv = "x""#,
        r#"sv = "tolv teckens""#,
        "second",
        "x.short has 12",
    );
    let long_title = format!(r#"sv = "{}""#, "å".repeat(51));
    refused(r#"sv = "X""#, &long_title, "second", "x.title has 51");
}

#[test]
fn counts_stay_within_limits() {
    refused(
        "minutes = 30",
        "minutes = 0",
        "",
        "0 minutes, expected 1 to 480",
    );
    refused("minutes = 30", "minutes = 481", "", "481 minutes");
    refused(
        r#"columns = "side""#,
        "columns = []",
        "second",
        "0 columns, expected 1 to 2",
    );
    let third = r#"{ id = "c", title = { sv = "C", en = "C" } },"#;
    let columns = format!("side = [{}", third.repeat(2));
    refused("side = [", &columns, "second", "3 columns");
    let rows = format!("pair = [{}", third.repeat(7));
    refused("pair = [", &rows, "first", "9 cells, expected 1 to 8");
    let steps = SAMPLE.split_once("[[steps]]").unwrap().1;
    let many = format!("[[steps]]{steps}").repeat(MAX_STEPS);
    refused(
        &format!("[[steps]]{steps}"),
        &many,
        "",
        "24 steps, expected 1 to 12",
    );
}

#[test]
fn ids_are_unique_and_refer_to_what_is_there() {
    refused(
        r#"id = "second""#,
        r#"id = "first""#,
        "first",
        "an earlier step",
    );
    refused(
        r#"["first"]"#,
        r#"["second"]"#,
        "second",
        "names second, which is no earlier",
    );
    refused(
        r#"["first"]"#,
        r#"["first", "first"]"#,
        "second",
        "first twice",
    );
    refused(
        r#"id = "b""#,
        r#"id = "a""#,
        "first",
        "two cells are called a",
    );
    refused(
        r#"id = "b""#,
        r#"id = "parking""#,
        "first",
        "parking belongs to every step",
    );
    refused(
        r#"id = "x""#,
        r#"id = "parking""#,
        "second",
        "one of the columns",
    );
    let long = format!(r#"id = "{}""#, "x".repeat(39));
    refused(r#"id = "x""#, &long, "second", "not a valid cell id");
    // Rows a and a-b beside columns x and b-x both make a cell a-b-x.
    let twins = r#"side = [{ id = "b-x", title = { sv = "Y", en = "Y" } },"#;
    let clash = [SAMPLE, SAMPLE_HEADINGS].map(|text| {
        text.replace(r#"id = "b""#, r#"id = "a-b""#)
            .replace("side = [", twins)
    });
    let error = read("sample", &clash[0], &toml::from_str(&clash[1]).unwrap()).unwrap_err();
    assert_eq!(error.flaw, "two cells are called a-b-x");
}
