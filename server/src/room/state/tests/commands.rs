use bordsvis_shared::session::{Role, ScreenView, Session};

use super::*;

pub(super) fn session(world: &World, name: &str) -> Session {
    world.state.session(&id(name)).unwrap()
}

/// Carries out a command that does something, and the same once more, when it does nothing.
pub(super) fn change(world: &mut World, command: ToServer) {
    let before = session(world, FACILITATOR);
    let effects = world.effects(Some(FACILITATOR), Body::Command(command.clone()));
    assert_eq!(effects[0], Effect::Session, "{command:?}");
    assert!(matches!(effects[1..], [Effect::Saved { .. }]));
    let after = session(world, FACILITATOR);
    assert_ne!(before, after, "{command:?}");
    let effects = world.effects(Some(FACILITATOR), Body::Command(command.clone()));
    assert!(matches!(effects[..], [Effect::Saved { .. }]), "{command:?}");
    assert_eq!(session(world, FACILITATOR), after);
}

#[test]
fn a_board_begins_at_its_first_step_with_everything_covered_and_open() {
    let world = World::new();
    let session = session(&world, "anna");
    assert_eq!(session.step, step());
    assert_eq!(session.steps.len(), session.method.steps.len());
    assert!(
        session
            .steps
            .values()
            .all(|step| *step == Default::default())
    );
    assert_eq!(session.title, "Höstmöte");
    assert!(!session.closed);
    assert_eq!(world.state.created(), Some(&creation()));
}

#[test]
fn commands_change_the_session_once() {
    let mut world = World::new();
    let later: StepId = LATER_STEP.parse().unwrap();
    change(
        &mut world,
        ToServer::Go {
            step: later.clone(),
        },
    );
    assert_eq!(session(&world, "anna").step, later);
    change(&mut world, reveal(2, true));
    assert!(session(&world, "anna").is_revealed(&step(), TableNo(2)));
    assert!(!session(&world, "anna").is_revealed(&step(), TableNo(1)));
    let all = |revealed| ToServer::Reveal {
        step: step(),
        tables: Tables::ALL,
        revealed,
    };
    change(&mut world, all(true));
    assert_eq!(
        session(&world, "anna").steps[&step()].revealed.len(),
        TABLES
    );
    change(&mut world, reveal(2, false));
    change(&mut world, all(false));
    assert!(session(&world, "anna").steps[&step()].revealed.is_empty());
    change(&mut world, lock(true));
    assert!(session(&world, "anna").is_locked(&step()));
    assert!(!session(&world, "anna").is_locked(&later));
    change(&mut world, lock(false));
    change(
        &mut world,
        ToServer::Screen {
            view: ScreenView::Join,
        },
    );
    assert_eq!(session(&world, SCREEN).screen.view, ScreenView::Join);
    change(&mut world, ToServer::Blank { blanked: true });
    assert!(session(&world, SCREEN).screen.blanked);
    change(&mut world, ToServer::Close { closed: true });
    assert!(session(&world, "anna").closed && world.state.is_closed());
    change(&mut world, ToServer::Close { closed: false });
}

#[test]
fn only_facilitators_command() {
    let mut world = World::new();
    for (by, reason) in [
        (Some("anna"), RefusalReason::Forbidden),
        (Some(SCREEN), RefusalReason::Forbidden),
        (Some("stranger"), RefusalReason::Unauthorized),
        (None, RefusalReason::Unauthorized),
    ] {
        let effects = world.effects(by, Body::Command(lock(true)));
        assert_eq!(verdicts(&effects).into_values().next(), Some(Err(reason)));
        assert_eq!(effects.len(), 1);
    }
    assert!(!session(&world, "anna").is_locked(&step()));
}

#[test]
fn commands_about_what_is_not_there_change_nothing() {
    let mut world = World::new();
    let lunch: StepId = "lunch".parse().unwrap();
    let before = session(&world, FACILITATOR);
    for command in [
        ToServer::Go {
            step: lunch.clone(),
        },
        ToServer::Reveal {
            step: lunch.clone(),
            tables: Tables::ALL,
            revealed: true,
        },
        ToServer::Reveal {
            step: step(),
            tables: Tables::These(vec![TableNo(1), TableNo(4)]),
            revealed: true,
        },
        reveal(0, true),
        ToServer::Lock {
            step: lunch.clone(),
            locked: true,
            grace: None,
        },
        ToServer::Screen {
            view: ScreenView::Overview { step: lunch },
        },
        ToServer::Screen {
            view: ScreenView::Cell {
                step: step(),
                cell: "lunch".parse().unwrap(),
                page: 0,
            },
        },
    ] {
        let verdict = world.command(command.clone());
        assert_eq!(verdict, Err(RefusalReason::NotFound), "{command:?}");
    }
    assert_eq!(session(&world, FACILITATOR), before);
}

#[test]
fn a_board_is_created_once_and_first() {
    let mut world = World::new();
    let mut again = creation();
    again.title = "Another".to_owned();
    let again = world.tell(None, Body::Create(Box::new(again)));
    assert_eq!(again, Err(RefusalReason::Forbidden));
    assert_eq!(session(&world, "anna").title, "Höstmöte");
    let mut empty = World {
        state: State::new(),
        log: Vec::new(),
        now: 0,
    };
    assert_eq!(empty.join("anna", 1, 0), Err(RefusalReason::NotFound));
    assert_eq!(empty.command(lock(true)), Err(RefusalReason::NotFound));
    let early = empty.send("anna", &table(1), &first_note(10, 1));
    assert_eq!(early, Err(RefusalReason::NotFound));
    for broken in [
        Creation {
            tables: Vec::new(),
            ..creation()
        },
        Creation {
            screen: holder(FACILITATOR),
            ..creation()
        },
    ] {
        assert!(empty.tell(None, Body::Create(Box::new(broken))).is_err());
        assert_eq!(empty.state.created(), None);
    }
    assert_eq!(empty.tell(None, Body::Create(Box::new(creation()))), Ok(()));
}

#[test]
fn seats_are_taken_once_and_for_all() {
    let mut world = World::new();
    let seat = world.state.seat(&TokenHash::of("cilla")).unwrap();
    assert_eq!(
        (seat.role, seat.table),
        (Role::Participant, Some(TableNo(2)))
    );
    assert_eq!(seat.participant, id("cilla"));
    let leads = world.state.seat(&TokenHash::of(FACILITATOR)).unwrap();
    assert_eq!((leads.role, leads.table), (Role::Facilitator, None));
    let you = session(&world, "cilla").you;
    assert_eq!((you.role, you.table), (Role::Participant, Some(TableNo(2))));
    assert_eq!(you.name.as_deref(), Some("cilla"));
    assert_eq!(
        world.state.seat(&TokenHash::of("wrong")),
        Err(RefusalReason::Unauthorized)
    );
    assert_eq!(world.join("cilla", 1, 0), Err(RefusalReason::Forbidden));
    let Body::Join(mut stolen) = join("david", 1, 0) else {
        unreachable!()
    };
    stolen.holder.token = TokenHash::of("cilla");
    let stolen = world.tell(None, Body::Join(stolen));
    assert_eq!(stolen, Err(RefusalReason::Forbidden));
    assert_eq!(world.join("david", 4, 0), Err(RefusalReason::NotFound));
    world.close(true).unwrap();
    assert_eq!(world.join("david", 1, 0), Err(RefusalReason::Closed));
    world.close(false).unwrap();
    assert_eq!(world.state.joined(), [2, 1, 0]);
    assert_eq!(world.join("david", 3, 4), Ok(()));
    assert_eq!(world.state.joined(), [2, 1, 5]);
    assert_eq!(world.state.seats().count(), SEATS.len() + 3);
}

#[test]
fn tables_and_boards_fill_up() {
    let mut world = World::with_limits(Limits {
        table_people: 4,
        seats: 7,
        ..Limits::default()
    });
    assert_eq!(world.join("david", 1, 2), Err(RefusalReason::Full));
    assert_eq!(world.join("david", 1, 1), Ok(()));
    assert_eq!(world.join("eva", 1, 0), Err(RefusalReason::Full));
    assert_eq!(world.join("eva", 2, 0), Ok(()));
    assert_eq!(world.join("frans", 3, 0), Err(RefusalReason::Full));
}
