//! Our own messages: one enum for each direction, as JSON in Stateless frames.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::refusal::Refusal;
use crate::id::{CellId, ParticipantId, StepId, TableNo};
use crate::json::{self, Misread};
use crate::method::{MethodChange, Phase};
use crate::session::{ScreenView, Session, Table};

/// The version of these messages. A client that knows fields which the server does not, or the
/// other way round, ignores them; the number is raised when that no longer does.
pub const PROTOCOL_VERSION: u16 = 1;

/// A message with its version and, from a client that wants to know what became of it, a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Envelope<T> {
    /// The version of the messages; missing means 1.
    pub v: u16,
    /// Drawn by the client, repeated in the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<u32>,
    /// The message itself.
    #[serde(flatten)]
    pub message: T,
}

fn first_version() -> u16 {
    1
}

/// What stands in every message.
#[derive(Deserialize)]
struct Head {
    #[serde(default = "first_version")]
    v: u16,
    #[serde(default)]
    id: Option<u32>,
    #[serde(rename = "type")]
    kind: String,
}

/// Messages of one direction.
pub trait Direction: Serialize + Sized {
    /// What is wrong with a text that is no such message.
    type Error;

    /// Reads a part of a message from the JSON text that holds it.
    fn part<T: DeserializeOwned>(text: &str) -> Result<T, Self::Error>;

    /// Reads a message of this kind from that text.
    fn read(kind: &str, text: &str) -> Result<Self, Self::Error>;
}

impl Direction for ToServer {
    type Error = serde_json::Error;

    fn part<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
        serde_json::from_str(text)
    }

    fn read(_: &str, text: &str) -> Result<Self, serde_json::Error> {
        Self::part(text)
    }
}

/// By hand, since serde would first copy the whole session to find its tag: reading that copy takes
/// as much code again, which weighs in the client.
impl Direction for ToClient {
    type Error = Misread;

    fn part<T: DeserializeOwned>(text: &str) -> Result<T, Misread> {
        json::read(text)
    }

    fn read(kind: &str, text: &str) -> Result<Self, Misread> {
        Ok(match kind {
            "session" => Self::Session(Self::part(text)?),
            "summary" => Self::Summary(Self::part(text)?),
            "done" => Self::Done,
            "refused" => Self::Refused(Self::part(text)?),
            _ => return Err(Misread),
        })
    }
}

impl<T: Direction> Envelope<T> {
    /// A message without a number.
    pub fn new(message: T) -> Self {
        Self {
            v: PROTOCOL_VERSION,
            id: None,
            message,
        }
    }

    /// The message as JSON text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("messages have text keys only")
    }

    /// Reads a message from JSON text.
    pub fn from_json(text: &str) -> Result<Self, T::Error> {
        let Head { v, id, kind } = T::part(text)?;
        let message = T::read(&kind, text)?;
        Ok(Self { v, id, message })
    }
}

/// The number of a message that may be none that we know, so that its sender is told which it was.
pub fn number_of(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct Numbered {
        id: u32,
    }
    let numbered: Numbered = serde_json::from_str(text).ok()?;
    Some(numbered.id)
}

/// What a client asks for, on the board's own document. Commands are decided in the order of the
/// board's log, by what the board says at that moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToServer {
    /// Lead everyone to a step. Facilitators only.
    Go {
        /// The step.
        step: StepId,
    },
    /// Lead a step to another phase, forwards or backwards. Before plenary every table is covered
    /// again; plenary itself reveals none. Facilitators only.
    Phase {
        /// The step.
        step: StepId,
        /// The phase.
        phase: Phase,
    },
    /// Show what tables wrote in a step, or cover it again. What is shown is shown in plenary, which
    /// is then the step's phase. Facilitators only.
    Reveal {
        /// The step.
        step: StepId,
        /// Which tables.
        tables: Tables,
        /// Shown or covered.
        revealed: bool,
    },
    /// Let what revealed tables write wait until they are revealed anew, or no longer.
    /// Facilitators only.
    Hold {
        /// The step.
        step: StepId,
        /// Whether it waits.
        holding: bool,
    },
    /// Close a step for the tables' writing, or open it again. Facilitators only.
    Lock {
        /// The step.
        step: StepId,
        /// Locked or open.
        locked: bool,
        /// The seconds until it is locked, so that nobody is cut short in a word; at once if
        /// missing. Given again, it counts anew from then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        grace: Option<u16>,
    },
    /// Choose what the big screen shows. Facilitators only.
    Screen {
        /// What it shows.
        view: ScreenView,
    },
    /// Blank the big screen, or light it again. Facilitators only.
    Blank {
        /// Blank or lit.
        blanked: bool,
    },
    /// Take the time. Facilitators only.
    Timer {
        /// What is done to the timer.
        change: TimerChange,
    },
    /// Tell everybody something; an empty text takes back what was told. Facilitators only.
    Notice {
        /// What is told, in one line.
        text: String,
    },
    /// Tick something off in a step that is a checklist, or no longer. Facilitators only.
    Check {
        /// The step.
        step: StepId,
        /// What is ticked off.
        item: CellId,
        /// Ticked off or not.
        checked: bool,
    },
    /// Change the method: its headings, cells and steps. A step in which something is written can't
    /// be removed. Facilitators only.
    Method {
        /// The change.
        change: MethodChange,
    },
    /// Add a table, behind the others. Facilitators only.
    AddTable {
        /// All about it.
        table: Table,
    },
    /// Change what is known of a table: its name, where it sits, whether it is closed.
    /// Facilitators only.
    ChangeTable {
        /// Which one.
        number: TableNo,
        /// All about it from now on.
        table: Table,
    },
    /// Take somebody's seat away: a participant's, or a facilitator's key. The last facilitator
    /// can't be removed. Facilitators only.
    Remove {
        /// Whose.
        participant: ParticipantId,
    },
    /// Close the whole board, or open it again. A closed board can be read by those who have it
    /// open, and nobody can join or write. Facilitators only.
    Close {
        /// Closed or open.
        closed: bool,
    },
    /// Say that one's table is done with a step, or not yet. Participants only.
    Ready {
        /// The step.
        step: StepId,
        /// Done or not.
        ready: bool,
    },
    /// Raise one's table's hand, or lower it. A facilitator may do so for any table.
    Hand {
        /// Whose hand; one's own table's if missing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        table: Option<TableNo>,
        /// Raised or not.
        raised: bool,
    },
    /// Say whether one has drafts of a step on one's device. It is told how many tables have; never
    /// who, nor what. Participants only.
    Drafts {
        /// The step.
        step: StepId,
        /// Whether there are any.
        some: bool,
    },
    /// Sit down at another table. What one wrote stays where it was written. Participants only.
    Sit {
        /// The table.
        table: TableNo,
    },
    /// Say how many people without a device of their own one writes for. Participants only.
    People {
        /// How many.
        people: u8,
    },
}

/// What is done to the timer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimerChange {
    /// It is set to so many seconds, and runs.
    Start {
        /// How long it is.
        seconds: u32,
    },
    /// It gets so many seconds more; where it is over, from now.
    Extend {
        /// How much longer.
        seconds: u32,
    },
    /// It stands still.
    Pause,
    /// It goes on.
    Resume,
    /// It is put away.
    Clear,
}

/// The longest that a timer can be, in seconds: a working day.
pub const MAX_TIMER: u32 = 8 * 60 * 60;
/// The most seconds of grace before a lock: longer is a timer.
pub const MAX_GRACE: u16 = 600;
/// The longest notice to everybody, in characters: three lines on a phone, and one breath.
pub const MAX_NOTICE: usize = 160;

/// Some tables, or all of them: `"all"` or `[1, 3]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Tables {
    /// `"all"`.
    All(All),
    /// The tables of these numbers.
    These(Vec<TableNo>),
}

impl Tables {
    /// Every table.
    pub const ALL: Self = Self::All(All::All);

    /// Whether a table is among them.
    pub fn has(&self, table: TableNo) -> bool {
        match self {
            Self::All(_) => true,
            Self::These(tables) => tables.contains(&table),
        }
    }
}

/// The word `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum All {
    /// `"all"`.
    All,
}

/// What the server tells a client.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToClient {
    /// The session, whole, as this client may see it.
    Session(Box<Session>),
    /// Who is here and how much has been written: small, and sent often.
    Summary(Summary),
    /// The command with the number of the envelope has taken effect.
    Done,
    /// A command, or the update whose SyncStatus follows, was not taken.
    Refused(Refusal),
}

/// Sums over the board. They name no person and hold no text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Who is here, table by table, counted from table 1.
    pub tables: Vec<Presence>,
    /// How many notes each table has in each step, those in the bin left out, from table 1.
    pub written: BTreeMap<StepId, Vec<u32>>,
    /// At how many tables somebody has drafts of a step.
    #[serde(default)]
    pub drafting: BTreeMap<StepId, u32>,
}

/// Who is at a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Participants with an open connection, and the people they write for.
    pub here: u32,
    /// Participants who have ever joined, and the people they write for.
    pub joined: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::RefusalReason;

    #[test]
    fn commands_read_as_outside_clients_write_them() {
        let reveal = r#"{"type":"reveal","step":"swot","tables":"all","revealed":true}"#;
        let step: StepId = "swot".parse().unwrap();
        assert_eq!(
            Envelope::from_json(reveal).unwrap(),
            Envelope {
                v: 1,
                id: None,
                message: ToServer::Reveal {
                    step: step.clone(),
                    tables: Tables::ALL,
                    revealed: true
                }
            }
        );
        let one = r#"{"type":"reveal","step":"swot","tables":[1],"revealed":false,"id":7}"#;
        let one = Envelope::<ToServer>::from_json(one).unwrap();
        assert_eq!(one.id, Some(7));
        assert!(
            matches!(one.message, ToServer::Reveal { tables: Tables::These(t), .. } if t == [TableNo(1)])
        );
        let lock = r#"{"type":"lock","step":"swot","locked":true}"#;
        let lock = Envelope::<ToServer>::from_json(lock).unwrap();
        assert_eq!(
            lock.message,
            ToServer::Lock {
                step,
                locked: true,
                grace: None
            }
        );
    }

    #[test]
    fn messages_to_clients_read_back() {
        let refusal = Refusal {
            reason: RefusalReason::Locked,
            message: "the step is locked".to_owned(),
        };
        let summary = Summary {
            tables: vec![Presence { here: 3, joined: 4 }],
            written: [("swot".parse().unwrap(), vec![7])].into(),
            drafting: [("swot".parse().unwrap(), 2)].into(),
        };
        for message in [
            ToClient::Refused(refusal),
            ToClient::Summary(summary),
            ToClient::Done,
        ] {
            let envelope = Envelope {
                id: Some(5),
                ..Envelope::new(message)
            };
            assert_eq!(Envelope::from_json(&envelope.to_json()).unwrap(), envelope);
        }
        assert!(Envelope::<ToClient>::from_json(r#"{"type":"dance"}"#).is_err());
    }
}
