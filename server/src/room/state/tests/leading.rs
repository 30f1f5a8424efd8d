//! Phases, locks with grace, the timer, what is said to all.

use bordsvis_shared::method::{MethodChange, Phase};
use bordsvis_shared::protocol::{MAX_GRACE, MAX_NOTICE, MAX_TIMER, TimerChange};
use bordsvis_shared::session::{Clock, ScreenView, Timer};

use super::commands::{change, session};
use super::*;

const SECOND: i64 = 1_000;

fn phase(phase: Phase) -> ToServer {
    let step = step();
    ToServer::Phase { step, phase }
}

fn locking(grace: u16) -> ToServer {
    ToServer::Lock {
        step: step(),
        locked: true,
        grace: Some(grace),
    }
}

#[test]
fn what_is_revealed_is_in_plenary_and_covered_before_it() {
    let mut world = World::new();
    let at = |world: &World| session(world, "anna").phase(&step());
    assert_eq!(at(&world), Phase::Table);
    world.reveal(2);
    assert_eq!(at(&world), Phase::Plenary);
    world.command(reveal(2, false)).unwrap();
    assert_eq!(at(&world), Phase::Plenary);
    world.reveal(2);
    change(&mut world, phase(Phase::Table));
    assert!(!session(&world, "anna").is_revealed(&step(), TableNo(2)));
    change(&mut world, phase(Phase::Plenary));
    assert!(!session(&world, "anna").is_revealed(&step(), TableNo(2)));
    change(&mut world, phase(Phase::Individual));
}

#[test]
fn alone_nobody_writes_on_the_table_nor_reads_what_others_have_there() {
    let mut world = World::new();
    world.send("anna", &table(1), &first_note(10, 1)).unwrap();
    world.command(phase(Phase::Individual)).unwrap();
    let may = |world: &World, name: &str| world.state.access(&id(name), &table(1).parse().unwrap());
    // Whoever has put something there keeps it in sight.
    assert!(may(&world, "anna").is_ok());
    assert_eq!(may(&world, "bo"), Err(RefusalReason::NotRevealed));
    assert!(may(&world, FACILITATOR).is_ok());
    let more = Replica::new(11).edit(&add(2, "mer")).unwrap().unwrap();
    let refused = world.send("anna", &table(1), &more);
    assert_eq!(refused, Err(RefusalReason::Individual));
    let refused = world.send("bo", &table(1), &more);
    assert_eq!(refused, Err(RefusalReason::NotRevealed));
    world.command(phase(Phase::Table)).unwrap();
    assert!(may(&world, "bo").is_ok());
    world.send("anna", &table(1), &more).unwrap();
    assert_eq!(world.content(&table(1)).notes.len(), 2);
}

#[test]
fn a_lock_gives_time_to_finish() {
    let mut world = World::new();
    world.now = 100 * SECOND;
    world.command(locking(30)).unwrap();
    let due = 130 * SECOND;
    let state = |world: &World| session(world, "anna").steps[&step()].clone();
    assert_eq!(state(&world).locks_at, Some(due));
    assert!(!state(&world).locked);
    assert_eq!(world.state.next_due(), Some(due));
    world.now = due - 1;
    world.send("anna", &table(1), &first_note(10, 1)).unwrap();
    // More of it.
    world.command(locking(30)).unwrap();
    let due = due - 1 + 30 * SECOND;
    assert_eq!(state(&world).locks_at, Some(due));
    // It takes effect by the time of the entry, whether or not anybody has said that it is due.
    world.now = due;
    let late = Replica::new(11).edit(&add(2, "sent")).unwrap().unwrap();
    let refused = world.send("anna", &table(1), &late);
    assert_eq!(refused, Err(RefusalReason::Locked));
    assert_eq!(world.tell(None, Body::Due), Ok(()));
    assert!(state(&world).locked && state(&world).locks_at.is_none());
    assert_eq!(world.state.next_due(), None);
    world.lock(false);
    world.command(locking(5)).unwrap();
    world.lock(false);
    assert_eq!(state(&world), Default::default());
    let long = world.command(locking(MAX_GRACE + 1));
    assert_eq!(long, Err(RefusalReason::TooLarge));
}

#[test]
fn nothing_is_due_before_its_time() {
    let mut world = World::new();
    world.command(locking(30)).unwrap();
    world.now = 29 * SECOND;
    assert_eq!(
        world.effects(None, Body::Due),
        [Effect::Saved {
            origin: 7,
            nonce: world.log.len() as u64
        }]
    );
    assert!(!session(&world, "anna").is_locked(&step()));
}

#[test]
fn the_timer_is_the_servers() {
    let mut world = World::new();
    world.now = 1_000 * SECOND;
    let tell = |world: &mut World, change, expected: Option<(u32, Clock)>| {
        world.command(ToServer::Timer { change }).unwrap();
        let expected = expected.map(|(seconds, clock)| Timer { seconds, clock });
        assert_eq!(session(world, "anna").timer, expected, "{change:?}");
    };
    let until = |seconds: i64| Clock::Until(seconds * SECOND);
    let left = |seconds: i64| Clock::Left(seconds * SECOND);
    tell(
        &mut world,
        TimerChange::Start { seconds: 60 },
        Some((60, until(1_060))),
    );
    world.now += 20 * SECOND;
    tell(
        &mut world,
        TimerChange::Extend { seconds: 120 },
        Some((180, until(1_180))),
    );
    tell(&mut world, TimerChange::Pause, Some((180, left(160))));
    world.now += 500 * SECOND;
    tell(&mut world, TimerChange::Pause, Some((180, left(160))));
    tell(&mut world, TimerChange::Resume, Some((180, until(1_680))));
    // Over for a while: it is extended from now.
    world.now = 2_000 * SECOND;
    tell(
        &mut world,
        TimerChange::Extend { seconds: 60 },
        Some((240, until(2_060))),
    );
    tell(&mut world, TimerChange::Clear, None);
    for (change, reason) in [
        (TimerChange::Pause, RefusalReason::NotFound),
        (TimerChange::Extend { seconds: 1 }, RefusalReason::NotFound),
        (TimerChange::Start { seconds: 0 }, RefusalReason::TooLarge),
        (
            TimerChange::Start {
                seconds: MAX_TIMER + 1,
            },
            RefusalReason::TooLarge,
        ),
    ] {
        assert_eq!(world.command(ToServer::Timer { change }), Err(reason));
    }
}

#[test]
fn everybody_is_told_and_can_be_untold() {
    let mut world = World::new();
    world.now = 5;
    let tell = |text: &str| ToServer::Notice {
        text: text.to_owned(),
    };
    world.command(tell(" Fika klockan tio ")).unwrap();
    let notice = session(&world, "anna").notice.unwrap();
    assert_eq!((notice.text.as_str(), notice.at), ("Fika klockan tio", 5));
    let long = world.command(tell(&"a".repeat(MAX_NOTICE + 1)));
    assert_eq!(long, Err(RefusalReason::TooLarge));
    change(&mut world, tell(""));
    assert_eq!(session(&world, "anna").notice, None);
}

#[test]
fn tables_present_one_after_the_other_those_from_elsewhere_first() {
    let mut world = World::new();
    let mut away = session(&world, FACILITATOR).tables[2].clone();
    away.remote = true;
    world
        .command(ToServer::ChangeTable {
            number: TableNo(3),
            table: away,
        })
        .unwrap();
    let session = session(&world, "anna");
    assert_eq!(session.presenting_order(), [3, 1, 2].map(TableNo));
    assert_eq!(session.presents_after(None), Some(TableNo(3)));
    assert_eq!(session.presents_after(Some(TableNo(3))), Some(TableNo(1)));
    assert_eq!(session.presents_after(Some(TableNo(2))), None);
    let present = |table| ToServer::Screen {
        view: ScreenView::Present {
            step: step(),
            table: TableNo(table),
        },
    };
    change(&mut world, present(3));
    assert_eq!(world.command(present(4)), Err(RefusalReason::NotFound));
}

fn rename(title: &str) -> ToServer {
    let change = MethodChange::RenameHeading {
        step: step(),
        heading: "threats".parse().unwrap(),
        title: title.to_owned(),
    };
    ToServer::Method { change }
}

fn remove(step: &str) -> ToServer {
    let step = step.parse().unwrap();
    let change = MethodChange::RemoveStep { step };
    ToServer::Method { change }
}

#[test]
fn the_method_changes_while_the_board_lives() {
    let mut world = World::new();
    world.command(rename("Det som hotar")).unwrap();
    let title = |world: &World| {
        let method = session(world, "anna").method;
        let cells = method.steps[0].cells().map(|c| c.heading.title.sv.clone());
        cells.collect::<Vec<_>>()
    };
    assert_eq!(title(&world)[3], "Det som hotar");
    let long = world.command(rename(&"a".repeat(60)));
    assert_eq!(long, Err(RefusalReason::Malformed));
    let gone = world.command(remove("lunch"));
    assert_eq!(gone, Err(RefusalReason::NotFound));

    let added = MethodChange::AddStep {
        step: "extra".parse().unwrap(),
        title: "Eget steg".to_owned(),
        question: "Vad mer?".to_owned(),
        after: Some(step()),
        cells: vec![("own".parse().unwrap(), "Eget".to_owned())],
    };
    world.command(ToServer::Method { change: added }).unwrap();
    let extra: StepId = "extra".parse().unwrap();
    world
        .command(ToServer::Go {
            step: extra.clone(),
        })
        .unwrap();
    let view = ScreenView::Overview {
        step: extra.clone(),
    };
    world.command(ToServer::Screen { view }).unwrap();
    assert_eq!(session(&world, "anna").steps.len(), 4);
    world
        .send("anna", "extra/table/1", &first_note(10, 1))
        .unwrap();
    let refused = world.command(remove("extra"));
    assert_eq!(refused, Err(RefusalReason::NotEmpty));
    // What lies in the bin is no reason to keep it.
    let replica = Replica::new(11);
    let scope = "extra/table/1".parse().unwrap();
    replica
        .apply_update(&world.state.diff(&scope, &[0]).unwrap())
        .unwrap();
    let binned = replica.edit(&Edit::Bin {
        note: note(1),
        at: Some(1),
    });
    world
        .send("anna", "extra/table/1", &binned.unwrap().unwrap())
        .unwrap();
    world.command(remove("extra")).unwrap();
    let session = session(&world, "anna");
    assert_eq!(session.step, step());
    assert_eq!(session.screen.view, ScreenView::Follow);
    assert!(!session.steps.contains_key(&extra));
}
