//! The methods of the product.

use super::library::{FILES, PRESET};
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
    assert_eq!(
        measures.cells_under(&"reactive".parse().unwrap()).count(),
        8
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
fn what_lacks_is_written_in_the_same_row() {
    let check = |id: &str, cell: &str, expected: Option<&str>| {
        let measures = method(id).steps.last().unwrap();
        let found = measures.counterpart(&cell.parse().unwrap());
        assert_eq!(found.as_ref().map(CellId::as_str), expected, "{id} {cell}");
    };
    check("grund", "education-reactive", Some("education-proactive"));
    check("grund", "democracy-reactive", Some("democracy-proactive"));
    check("grund", "education-proactive", None);
    check("grund", "parking", None);
    check("riskfaktorer", "reactive", Some("proactive"));
    check("swot", "threats", None);
}

#[test]
fn categories_are_called_alike_in_every_method() {
    let tags = |id: &str, step: &str| {
        let step = method(id).step(&step.parse().unwrap()).unwrap();
        step.tags
            .iter()
            .map(|tag| tag.id.to_string())
            .collect::<Vec<_>>()
    };
    // The keys 1, 2 and 3 of whoever sorts at the desk.
    let kinds = ["riskfaktor", "risk", "organisatorisk"];
    assert_eq!(tags("riskfaktorer", "collect"), kinds);
    assert_eq!(tags("riskfaktorer", "sort"), kinds);
    assert_eq!(tags("grund", "conditions"), kinds);
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
    let step = &json["steps"][0];
    assert_eq!(step["layout"]["cells"][0]["title"]["sv"], "Styrkor");
    for unused in ["tags", "answer", "balance", "optional", "caution"] {
        assert_eq!(step.get(unused), None, "{unused}");
    }
}

#[test]
fn a_step_of_before_there_were_phases_is_read() {
    let mut json = serde_json::to_value(method("swot")).unwrap();
    let step = json["steps"][0].as_object_mut().unwrap();
    step.remove("phases");
    let read: Method = serde_json::from_value(json).unwrap();
    assert_eq!(read.steps[0].phases, [Phase::Table, Phase::Plenary]);
}
