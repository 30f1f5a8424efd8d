//! What this device remembers, in the browser's own storage and nowhere else: the boards that were
//! used on it with their keys, the language chosen, whether it may sound, the last organisation, the
//! hints already shown; and, for as long as the tab lives, what was being filled in. A browser that
//! keeps nothing (a private window) only means that nothing is remembered.

use bordsvis_shared::id::{BoardId, TableNo};
use bordsvis_shared::json;
use bordsvis_shared::method::Language;
use bordsvis_shared::session::Role;
use leptos::prelude::window;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use web_sys::Storage;

/// How many boards are remembered; whoever leads workshops every week still finds last year's.
const MOST_BOARDS: usize = 60;

const BOARDS: &str = "bordsvis.boards";
const LANGUAGE: &str = "bordsvis.language";
const ORGANISATION: &str = "bordsvis.organisation";
const HINTS: &str = "bordsvis.hints";
const SOUND: &str = "bordsvis.sound";
const SCREEN_SOUND: &str = "bordsvis.screen-sound";
const NOTICE: &str = "bordsvis.notice";

/// A board that this device has a seat at, or the key to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Known {
    pub board: BoardId,
    /// What the workshop is called.
    pub title: String,
    pub role: Role,
    pub token: String,
    /// The table that one sits at, with its name; for participants.
    pub table: Option<(TableNo, String)>,
    /// When it was last used, in milliseconds since 1970.
    pub at: f64,
}

/// The boards, the last used first.
pub fn boards() -> Vec<Known> {
    read(BOARDS).unwrap_or_default()
}

/// The seat or key that this device has on a board.
pub fn known(board: &BoardId, role: Role) -> Option<Known> {
    boards()
        .into_iter()
        .find(|known| known.board == *board && known.role == role)
}

/// Remembers a board, in place of what was remembered of it in the same role.
pub fn remember_board(known: Known) {
    write(BOARDS, &remembering(boards(), known));
}

/// Forgets a seat or key. Whoever has no copy of it elsewhere can't come back.
pub fn forget_board(board: &BoardId, role: Role) {
    let mut boards = boards();
    boards.retain(|known| known.board != *board || known.role != role);
    write(BOARDS, &boards);
}

/// The language that was chosen on this device.
pub fn language() -> Option<Language> {
    read(LANGUAGE)
}

/// Remembers the language.
pub fn remember_language(language: Language) {
    write(LANGUAGE, &language);
}

/// The organisation that somebody last joined for.
pub fn organisation() -> String {
    read(ORGANISATION).unwrap_or_default()
}

/// Remembers the organisation.
pub fn remember_organisation(organisation: &str) {
    write(ORGANISATION, &organisation);
}

/// Whether this device may make a sound; it may until somebody says otherwise.
pub fn has_sound() -> bool {
    read(SOUND).unwrap_or(true)
}

/// Remembers whether it may.
pub fn remember_sound(sound: bool) {
    write(SOUND, &sound);
}

/// Whether the big screen may make a sound on this device: it carries through the whole room, so it
/// may not until somebody says so.
pub fn has_screen_sound() -> bool {
    read(SCREEN_SOUND).unwrap_or_default()
}

/// Remembers whether the big screen may.
pub fn remember_screen_sound(sound: bool) {
    write(SCREEN_SOUND, &sound);
}

/// A hint that is given once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hint {
    /// "Beskriv förhållanden, inte personer eller grupper."
    Conditions,
}

/// Whether a hint has been given on this device.
pub fn hint_shown(hint: Hint) -> bool {
    read::<Vec<Hint>>(HINTS).is_some_and(|shown| shown.contains(&hint))
}

/// Remembers that a hint has been given.
pub fn remember_hint(hint: Hint) {
    let mut shown: Vec<Hint> = read(HINTS).unwrap_or_default();
    if !shown.contains(&hint) {
        shown.push(hint);
        write(HINTS, &shown);
    }
}

/// When the message to all was said that has been read on this device last, if it was on that board.
pub fn notice_read(board: &BoardId) -> Option<i64> {
    let (read_on, at): (BoardId, i64) = read(NOTICE)?;
    (read_on == *board).then_some(at)
}

/// Remembers that the message to all of a board has been read.
pub fn remember_notice(board: &BoardId, at: i64) {
    write(NOTICE, &(board, at));
}

/// What was being filled in under that name, in this tab.
pub fn draft<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = tab()?.get_item(name).ok()??;
    json::read(&text).ok()
}

/// Keeps what is being filled in, over a reload or a failed request.
pub fn keep_draft<T: Serialize>(name: &str, draft: &T) {
    if let (Some(tab), Ok(text)) = (tab(), serde_json::to_string(draft)) {
        let _ = tab.set_item(name, &text);
    }
}

/// Forgets what was being filled in.
pub fn drop_draft(name: &str) {
    if let Some(tab) = tab() {
        let _ = tab.remove_item(name);
    }
}

fn remembering(mut boards: Vec<Known>, known: Known) -> Vec<Known> {
    boards.retain(|other| other.board != known.board || other.role != known.role);
    boards.insert(0, known);
    boards.truncate(MOST_BOARDS);
    boards
}

fn device() -> Option<Storage> {
    window().local_storage().ok()?
}

fn tab() -> Option<Storage> {
    window().session_storage().ok()?
}

fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    let text = device()?.get_item(key).ok()??;
    json::read(&text).ok()
}

fn write<T: Serialize>(key: &str, value: &T) {
    if let (Some(device), Ok(text)) = (device(), serde_json::to_string(value)) {
        let _ = device.set_item(key, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(number: usize, role: Role) -> Known {
        Known {
            board: format!("b{number}").parse().unwrap(),
            title: String::new(),
            role,
            token: number.to_string(),
            table: None,
            at: 0.0,
        }
    }

    #[test]
    fn a_board_is_remembered_once_for_each_role() {
        let boards = [
            board(1, Role::Facilitator),
            board(1, Role::Participant),
            board(2, Role::Participant),
            board(1, Role::Facilitator),
        ];
        let kept = boards.into_iter().fold(Vec::new(), remembering);
        let kept: Vec<_> = kept
            .iter()
            .map(|known| (known.board.as_str(), known.role))
            .collect();
        assert_eq!(
            kept,
            [
                ("b1", Role::Facilitator),
                ("b2", Role::Participant),
                ("b1", Role::Participant)
            ]
        );
    }

    #[test]
    fn the_oldest_board_gives_way() {
        let kept = (0..MOST_BOARDS + 1)
            .map(|number| board(number, Role::Screen))
            .fold(Vec::new(), remembering);
        assert_eq!(kept.len(), MOST_BOARDS);
        assert!(kept.iter().all(|known| known.token != "0"));
    }
}
