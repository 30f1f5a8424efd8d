//! When to tell of what others have put on the table, and how much: in sums, seldom, and never while
//! one types. Pure.

use std::collections::HashSet;

use bordsvis_shared::id::NoteId;

/// The least time between two announcements, in milliseconds. A screen reader that speaks more often
/// leaves nobody time to think.
pub const QUIET: f64 = 30_000.0;

/// What is known of the notes of a step, and what has not been told yet.
#[derive(Debug, Default)]
pub struct News {
    known: Option<HashSet<NoteId>>,
    untold: HashSet<NoteId>,
    told_at: f64,
}

impl News {
    /// Takes the notes that are shown now, with whether one wrote them oneself. What is there at the
    /// first look is no news, and what has gone meanwhile isn't either.
    pub fn see(&mut self, notes: impl Iterator<Item = (NoteId, bool)>) {
        let notes: Vec<(NoteId, bool)> = notes.collect();
        if let Some(known) = &self.known {
            let others = notes
                .iter()
                .filter(|(note, own)| !own && !known.contains(note));
            self.untold.extend(others.map(|(note, _)| note.clone()));
        }
        let now: HashSet<NoteId> = notes.into_iter().map(|(note, _)| note).collect();
        self.untold.retain(|note| now.contains(note));
        self.known = Some(now);
    }

    /// How many new notes to tell of at this moment, in milliseconds since whenever.
    pub fn tell(&mut self, now: f64, typing: bool) -> Option<usize> {
        if typing || self.untold.is_empty() || now - self.told_at < QUIET {
            return None;
        }
        self.told_at = now;
        let count = self.untold.len();
        self.untold.clear();
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn see(news: &mut News, notes: &[(&str, bool)]) {
        news.see(
            notes
                .iter()
                .map(|(note, own)| (note.parse().unwrap(), *own)),
        );
    }

    #[test]
    fn new_notes_of_others_are_told_in_sums() {
        let mut news = News::default();
        see(&mut news, &[("a", false)]);
        assert_eq!(
            news.tell(50_000.0, false),
            None,
            "what was there is no news"
        );
        see(&mut news, &[("a", false), ("b", false), ("c", true)]);
        assert_eq!(news.tell(50_000.0, false), Some(1));
        see(&mut news, &[("a", false), ("b", false), ("d", false)]);
        see(
            &mut news,
            &[("a", false), ("b", false), ("d", false), ("e", false)],
        );
        assert_eq!(news.tell(79_999.0, false), None, "too soon");
        assert_eq!(news.tell(80_000.0, true), None, "one types");
        assert_eq!(news.tell(80_001.0, false), Some(2));
        assert_eq!(news.tell(200_000.0, false), None, "told once");
    }

    #[test]
    fn what_has_gone_before_it_was_told_is_not() {
        let mut news = News::default();
        see(&mut news, &[]);
        see(&mut news, &[("a", false), ("b", false)]);
        see(&mut news, &[("b", false)]);
        assert_eq!(news.tell(50_000.0, false), Some(1));
    }
}
