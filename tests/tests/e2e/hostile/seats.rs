//! Keys and seats that give no right to what is asked for.

use bordsvis_shared::protocol::RefusalReason::{Forbidden, NotFound, NotRevealed, Unauthorized};
use bordsvis_shared::protocol::{Message, ToServer};
use bordsvis_tests::{Wire, Workshop, step, table};
use serde_json::json;

use super::Arena;

#[tokio::test(flavor = "multi_thread")]
async fn keys_open_nothing_but_their_own() {
    let mut arena = Arena::new().await;
    let other = Workshop::create(&arena.server, 2).await;
    let own = arena.workshop.join(&arena.server, 1).await.token;
    let board = arena.workshop.created.id.to_string();
    let name = |rest: &str| format!("{board}/{rest}");
    let checks = [
        (board.clone(), "nonsense", Unauthorized),
        (board.clone(), "", Unauthorized),
        (
            board.clone(),
            &other.created.facilitator.token,
            Unauthorized,
        ),
        (
            arena.document.clone(),
            &other.created.facilitator.token,
            Unauthorized,
        ),
        (other.name(&table(1)), &own, Unauthorized),
        ("nosuchboard".to_owned(), &own, NotFound),
        (name("swot/table/2"), &own, NotRevealed),
        (name("swot/aside/2"), &own, Forbidden),
        (name("swot/plenary"), &own, NotRevealed),
        (name("swot/table/3"), &own, NotFound),
        (name("nosuchstep/table/1"), &own, NotFound),
        (name("swot/table/01"), &own, NotFound),
        (name("no/such/kind/of/document"), &own, NotFound),
        ("å".to_owned(), &own, NotFound),
    ];
    for (address, token, reason) in checks {
        let mut wire = Wire::connect(&arena.server).await;
        wire.send(&address, Message::Token(token)).await;
        let denied = wire.wait("to be denied", |at, message| match message {
            Message::PermissionDenied(reason) if at == address => Some(reason.to_owned()),
            _ => None,
        });
        assert_eq!(denied.await, reason.as_str(), "{address} with {token:?}");
    }
    arena.works_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn participants_give_no_commands() {
    let mut arena = Arena::new().await;
    let commands = [
        json!({"type": "reveal", "step": "swot", "tables": "all", "revealed": true}),
        json!({"type": "lock", "step": "swot", "locked": true}),
        json!({"type": "go", "step": "swot"}),
        json!({"type": "screen", "view": "join"}),
        json!({"type": "blank", "blanked": true}),
        json!({"type": "close", "closed": true}),
    ];
    let mut screen = arena.workshop.screen(&arena.server).await;
    for command in commands {
        let command: ToServer = serde_json::from_value(command).expect("it is a command");
        for device in [&mut arena.neighbour, &mut screen] {
            let refusal = device
                .command(command.clone())
                .await
                .expect_err("it is refused");
            assert_eq!(refusal.reason, Forbidden, "{command:?}");
        }
    }
    let session = arena.neighbour.session.as_ref().expect("it has come");
    assert!(!session.closed && !session.is_locked(&step()));
    arena.works_on().await;
}
