//! Samples of what is refused in a method file.

use super::library::read;
use super::*;

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

/// Adds a line to the second step of the sample, which draws from the first.
#[track_caller]
fn line_refused(line: &str, flaw: &str) {
    let before = r#"draws_from = ["first"]"#;
    refused(before, &format!("{before}\n{line}"), "second", flaw);
}

#[test]
fn phases_come_in_their_order() {
    line_refused("phases = []", "one or more, in their order");
    line_refused(r#"phases = ["plenary", "table"]"#, "in their order");
    line_refused(r#"phases = ["table", "table"]"#, "in their order");
    line_refused(r#"phases = ["alone"]"#, "unknown variant `alone`");
}

#[test]
fn what_a_step_adds_fits_and_names_what_is_there() {
    let tag = |id: usize| format!(r#"{{ id = "t{id}", title = {{ sv = "T", en = "T" }} }}"#);
    let tags = |ids: &[usize]| {
        format!(
            "tags = [{}]",
            ids.iter().map(|id| tag(*id)).collect::<Vec<_>>().join(", ")
        )
    };
    line_refused(&tags(&[1, 2, 3, 4, 5, 6, 7]), "7 tags, at most 6");
    line_refused(&tags(&[1, 1]), "two tags are called t1");
    line_refused(r#"tags = "trio""#, "called trio");

    let both = |words: &str| format!(r#"{{ sv = "{words}", en = "{words}" }}"#);
    let long = "å".repeat(161);
    line_refused(
        &format!("caution = {}", both(&long)),
        "caution has 161 characters in sv, at most 160",
    );
    line_refused(
        &format!("answer = {}", both(&long)),
        "answer has 161 characters in sv, at most 19",
    );
    let answer = format!("draws_from = []\nanswer = {}", both("Svar"));
    refused(
        r#"draws_from = ["first"]"#,
        &answer,
        "second",
        "answer needs steps to draw from",
    );

    let balance = |scarce: &str, common: &str, reminder: &str| {
        let texts = format!("question = {}, reminder = {}", both("Och?"), both(reminder));
        format!(r#"balance = {{ scarce = "{scarce}", common = "{common}", {texts} }}"#)
    };
    let no_two = "which are no two headings";
    line_refused(&balance("x", "x", "Jo."), no_two);
    line_refused(&balance("x", "y", "Jo."), no_two);
    // A row stands over no cell.
    line_refused(&balance("a", "x", "Jo."), no_two);
    line_refused(&balance("x", "y", &long), "balance.reminder has 161");
}

#[test]
fn a_row_and_a_column_are_told_apart() {
    let flaw = "a row and a column are both called b";
    refused(r#"id = "x""#, r#"id = "b""#, "second", flaw);
}

#[test]
fn a_checklist_is_something_to_tick_off() {
    let list = |ids: std::ops::Range<usize>| {
        let items = ids.map(|id| {
            format!(
                r#"{{ id = "i{id}", title = {{ sv = "{0}", en = "{0}" }} }}"#,
                "å".repeat(50)
            )
        });
        format!(
            "layout = {{ checklist = [{}] }}",
            items.collect::<Vec<_>>().join(", ")
        )
    };
    let cells = r#"layout = { cells = "pair" }"#;
    refused(
        cells,
        &list(0..0),
        "first",
        "0 things to tick off, expected 1 to 8",
    );
    refused(
        cells,
        &list(0..9),
        "first",
        "9 things to tick off, expected 1 to 8",
    );
    let step = &altered(cells, &list(0..8)).unwrap().steps[0];
    assert_eq!((step.checks().len(), step.cells().count()), (8, 0));
    assert!(step.accepts(&parking().id));
    let grid = r#"layout = { grid = { rows = "pair", columns = "side" } }"#;
    let [source, shared] = [
        SAMPLE
            .replace(cells, &list(0..1))
            .replace(grid, &list(0..1)),
        SAMPLE_HEADINGS.to_owned(),
    ];
    let error = read("sample", &source, &toml::from_str(&shared).unwrap()).unwrap_err();
    assert_eq!(error.flaw, "no step has cells to write in");
}
