//! Changes to a method while a board lives.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

/// A change that is drawn before the method is known, which others have changed by then.
#[derive(Debug, Clone)]
struct Drawn {
    kind: u8,
    /// Which steps and headings it names.
    at: [Index; 4],
    /// What tells a new id from others, and how many cells a new step has.
    new: usize,
    title: &'static str,
    part: Part,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let title = select(vec![
        "Nytt",
        " Nytt ",
        "",
        "En rubrik som är alldeles för lång för en ruta",
        "En fråga som är alldeles för lång för storbilden och för telefonerna i rummet",
    ]);
    let part = select(vec![Part::Cell, Part::Row, Part::Column, Part::Check]);
    (0..6u8, any::<[Index; 4]>(), 0..4usize, title, part).prop_map(
        |(kind, at, new, title, part)| Drawn {
            kind,
            at,
            new,
            title,
            part,
        },
    )
}

impl Drawn {
    /// The change: what it names is there, or comes with it, or is nowhere.
    fn of(self, method: &Method) -> MethodChange {
        let Self { at, new, part, .. } = self;
        let title = self.title.to_owned();
        let (step, other) = (a_step(method, &at[0]), a_step(method, &at[1]));
        let heading = a_heading(method, &at[2]);
        let fresh: CellId = id(&format!("cell-{new}"));
        match self.kind {
            0 => MethodChange::RenameStep {
                step,
                question: (new % 2 == 0).then(|| title.clone()),
                title,
            },
            1 => MethodChange::RenameHeading {
                step,
                heading,
                title,
            },
            2 => MethodChange::AddHeading {
                step,
                heading: at[3].get(&[heading, fresh]).clone(),
                title,
                part,
            },
            3 => MethodChange::RemoveHeading { step, heading },
            4 => MethodChange::AddStep {
                step: at[3].get(&[id(&format!("step-{new}")), step]).clone(),
                after: at[2].get(&[None, Some(other)]).clone(),
                cells: (0..new)
                    .map(|nr| (id(&format!("cell-{nr}")), title.clone()))
                    .collect(),
                question: title.clone(),
                title,
            },
            _ => MethodChange::RemoveStep { step },
        }
    }
}

fn a_step(method: &Method, at: &Index) -> StepId {
    let steps = method.steps.iter().map(|step| step.id.clone());
    let all: Vec<_> = steps.chain([id("gone")]).collect();
    at.get(&all).clone()
}

fn a_heading(method: &Method, at: &Index) -> CellId {
    let steps = method.steps.iter();
    let own = steps.flat_map(|step| match &step.layout {
        Layout::Cells(headings) | Layout::Checklist(headings) => headings.clone(),
        Layout::Grid { rows, columns } => [&**rows, columns].concat(),
    });
    let own = own.map(|heading| heading.id);
    let all: Vec<_> = own.chain([id("gone"), parking().id.clone()]).collect();
    at.get(&all).clone()
}

proptest! {
    /// Whatever is asked for, what is left can be led, and what is refused changed nothing.
    #[test]
    fn a_changed_method_can_be_led(
        nr in any::<Index>(),
        changes in prop::collection::vec(drawn(), 1..40),
    ) {
        let mut method = nr.get(all()).clone();
        for change in changes {
            let (before, change) = (method.clone(), change.of(&method));
            if method.change(&change).is_err() {
                prop_assert_eq!(&method, &before);
            }
            prop_assert_eq!(method.check(), Ok(()));
        }
    }
}

fn grund() -> Method {
    find(&"grund".parse().unwrap()).unwrap().clone()
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

#[test]
fn a_name_stands_in_every_language() {
    let mut method = grund();
    let rename = |title: &str| MethodChange::RenameHeading {
        step: id("conditions"),
        heading: id("economic-conditions"),
        title: title.to_owned(),
    };
    method.change(&rename(" Pengar ")).unwrap();
    let step = method.step(&id("conditions")).unwrap().clone();
    let cell = step
        .cells()
        .find(|cell| cell.id == id("economic-conditions"));
    let heading = cell.unwrap().heading.clone();
    for language in Language::ALL {
        assert_eq!(heading.title.get(language), "Pengar");
        assert_eq!(heading.label(language), "Pengar");
    }
    let long = method.change(&rename("En rubrik som är för lång"));
    assert!(matches!(long, Err(ChangeError::Invalid(flaw)) if flaw.contains("19")));
}

#[test]
fn what_names_a_thing_that_goes_is_mended() {
    let mut method = grund();
    let measures: StepId = id("measures");
    let remove = MethodChange::RemoveHeading {
        step: measures.clone(),
        heading: id("proactive"),
    };
    assert!(method.step(&measures).unwrap().balance.is_some());
    method.change(&remove).unwrap();
    assert!(method.step(&measures).unwrap().balance.is_none());
    let last = MethodChange::RemoveHeading {
        step: measures.clone(),
        heading: id("reactive"),
    };
    assert_eq!(method.change(&last), Err(ChangeError::Last));
    for step in ["swot", "conditions"] {
        let step = id(step);
        method.change(&MethodChange::RemoveStep { step }).unwrap();
    }
    let step = method.step(&measures).unwrap();
    assert!(step.draws_from.is_empty() && step.answer.is_none());
    let step = measures;
    let last = method.change(&MethodChange::RemoveStep { step });
    assert_eq!(last, Err(ChangeError::Last));
}

#[test]
fn a_checklist_alone_is_no_method() {
    let mut method = find(&id("krisberedskap")).unwrap().clone();
    for step in ["measures", "scenarios"] {
        let step = id(step);
        method.change(&MethodChange::RemoveStep { step }).unwrap();
    }
    let step = id("events");
    let last = method.change(&MethodChange::RemoveStep { step });
    assert_eq!(last, Err(ChangeError::Last));
    let add = MethodChange::AddHeading {
        step: id("preparations"),
        heading: id("cell-1"),
        title: "Vi har bokat en lokal till nästa gång".to_owned(),
        part: Part::Check,
    };
    method.change(&add).unwrap();
    assert_eq!(method.steps[0].checks().len(), 6);
}

#[test]
fn an_added_step_draws_from_all_that_was_written_before() {
    let mut method = find(&id("krisberedskap")).unwrap().clone();
    let add = MethodChange::AddStep {
        step: id("step-1"),
        title: "Vad är viktigast?".to_owned(),
        question: "Vad ska vi börja med?".to_owned(),
        after: Some(id("events")),
        cells: vec![(id("cell-1"), "Först".to_owned())],
    };
    method.change(&add).unwrap();
    let step = &method.steps[2];
    assert_eq!(step.title.get(Language::En), "Vad är viktigast?");
    assert_eq!(
        step.draws_from,
        [id("events")],
        "nothing is written in a checklist"
    );
    assert!(step.accepts(&id("cell-1")));
    let twice = method.change(&add);
    assert!(matches!(twice, Err(ChangeError::Invalid(flaw)) if flaw.contains("same id")));
}
