//! How much a board may hold. These limits decide verdicts, and every node must come to the same
//! one: whoever changes a number here raises [`RULES`](crate::room::entry::RULES).

/// The most accepted bytes of one document: thousands of notes with everything that was ever typed
/// in them. A first sync of that size takes half a minute on a poor phone connection.
const MAX_DOCUMENT_BYTES: u64 = 8 * 1024 * 1024;
/// The most accepted bytes of a board. In memory yrs takes several times as much, so this is what
/// bounds the harm that one board can do to the others.
const MAX_BOARD_BYTES: u64 = 64 * 1024 * 1024;
/// The most notes of a document, those in the bin included, and as many placements and clusters. It
/// also bounds how long a note can get: what does not fit the document can't be typed into it.
const MAX_ENTRIES: u32 = 5_000;
/// The most client ids that one update may use for the first time. A page uses one for each document
/// it opens, and an update of several pages is what a device gathered while it was offline.
const MAX_NEW_CLIENTS: usize = 8;
/// The most people who have ever joined a table, those included whom others write for: a full table
/// of 500, each of whom may lose a device or the page and join anew.
const MAX_TABLE_PEOPLE: u32 = 1_000;
/// The most participants who have ever joined a board: several times the 1,000 that it is made for,
/// for the same reason. Each has a seat for as long as the board lives.
const MAX_SEATS: usize = 5_000;

/// The limits of a board. They are constants; only tests, which could not fill a board, lower them.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    pub document_bytes: u64,
    pub board_bytes: u64,
    pub entries: u32,
    pub new_clients: usize,
    pub table_people: u32,
    pub seats: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: MAX_DOCUMENT_BYTES,
            board_bytes: MAX_BOARD_BYTES,
            entries: MAX_ENTRIES,
            new_clients: MAX_NEW_CLIENTS,
            table_people: MAX_TABLE_PEOPLE,
            seats: MAX_SEATS,
        }
    }
}
