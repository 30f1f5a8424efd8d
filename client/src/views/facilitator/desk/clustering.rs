//! What is done to clusters, and to notes by gathering and merging them.

use bordsvis_shared::id::{CellId, ClusterId};
use bordsvis_shared::session::ScreenView;
use leptos::prelude::*;

use super::{Asked, Desk, handle_of};
use crate::board::{ClusterRef, NoteRef, Place};
use crate::drag::Onto;
use crate::focus::focus_soon;

/// The longest title of a cluster that is taken from a note, in characters: one line over its notes.
const MOST_TITLE: usize = 40;

impl Desk {
    /// Gathers the notes that are chosen with one, or asks what to gather it with, if it is alone.
    pub fn group(&self, note: &NoteRef) {
        match self.with_chosen(note) {
            notes if notes.len() > 1 => self.cluster(&notes),
            notes => self.ask(Asked::Gather(notes)),
        }
    }

    /// Makes a cluster of notes, and lets one say at once what it is called.
    pub fn cluster(&self, notes: &[NoteRef]) {
        if let Some(cluster) = self.make_cluster(notes, "") {
            self.naming.set(Some(cluster));
        }
    }

    /// Makes a cluster of notes by that name; without one it is called by the first of them.
    pub fn make_cluster(&self, notes: &[NoteRef], title: &str) -> Option<ClusterId> {
        let first = notes.first()?;
        let title = match title {
            "" => first.view.with_untracked(|view| title_of(&view.note.text)),
            title => title.to_owned(),
        };
        match self.picture.cluster(notes, &title) {
            Ok(cluster) => {
                self.said.set(self.t.sort_gathered(notes.len(), &title));
                self.clear_silently();
                Some(cluster)
            }
            Err(blocked) => {
                self.lead.toasts.say(self.t.blocked(blocked));
                None
            }
        }
    }

    /// Puts notes in a cluster.
    pub fn gather(&self, notes: &[NoteRef], cluster: &ClusterRef) {
        if self.tell(self.picture.gather(notes, cluster)) {
            let title = cluster.view.with_untracked(|view| view.title.clone());
            self.said.set(self.t.sort_gathered(notes.len(), &title));
            self.clear_silently();
        }
    }

    /// Takes notes out of their clusters.
    pub fn ungather(&self, notes: &[NoteRef]) {
        if self.tell(self.picture.ungather(notes)) {
            self.said.set(self.t.sort_ungathered(notes.len()));
            self.clear_silently();
            self.follow(notes);
        }
    }

    /// What was dropped upon a note or a cluster is gathered there.
    pub fn drop_onto(&self, notes: Vec<NoteRef>, onto: &Onto) {
        let cluster = match onto {
            Onto::Cluster(cluster) => Some(cluster.clone()),
            Onto::Note(note) => self
                .picture
                .note(note)
                .and_then(|note| note.view.with_untracked(|view| view.cluster.clone())),
        };
        match (cluster, onto) {
            (Some(cluster), _) => {
                if let Some(cluster) = self.picture.shown_cluster(&cluster) {
                    self.gather(&notes, &cluster);
                }
            }
            (None, Onto::Note(note)) => {
                let target = self.picture.note(note);
                let all: Vec<_> = target.into_iter().chain(notes).collect();
                self.cluster(&all);
            }
            (None, Onto::Cluster(_)) => {}
        }
    }

    /// Calls a cluster something else. Without a title it keeps the one that it has.
    pub fn name(&self, cluster: &ClusterId, title: &str) {
        self.naming.set(None);
        let title = title.trim();
        let shown = self.picture.shown_cluster(cluster);
        let same = shown.is_none_or(|c| c.view.with_untracked(|view| view.title == title));
        if !title.is_empty() && !same && self.tell(self.picture.rename_cluster(cluster, title)) {
            self.said.set(self.t.sort_named(title));
        }
    }

    /// Moves a cluster with all its notes.
    pub fn move_cluster(&self, cluster: &ClusterRef, cell: &CellId, place: &Place<ClusterId>) {
        if self.tell(self.picture.move_cluster(&cluster.id, cell, place)) {
            let title = cluster.view.with_untracked(|view| view.title.clone());
            self.said
                .set(self.t.sort_cluster_moved(&title, &self.title(cell)));
            focus_soon([handle_of(&cluster.id)]);
        }
    }

    /// Takes a cluster away. Its notes stay.
    pub fn dissolve(&self, cluster: &ClusterRef) {
        let title = cluster.view.with_untracked(|view| view.title.clone());
        let notes = cluster.notes.get_untracked();
        if self.tell(self.picture.dissolve(cluster)) {
            self.said.set(self.t.sort_dissolved(&title));
            self.follow(&notes);
        }
    }

    /// Shows a cluster on the big screen, or no longer.
    pub fn show_cluster(&self, cluster: &ClusterRef) {
        let view = ScreenView::Cluster {
            step: self.step_id(),
            cluster: cluster.id.clone(),
            page: 0,
        };
        self.put_on_screen(view, untrack(|| self.is_shown(&cluster.id)));
    }

    /// Whether a cluster is on the big screen. Reactive.
    pub fn is_shown(&self, cluster: &ClusterId) -> bool {
        let id = self.step_id();
        self.board
            .session
            .with(|session| match &session.screen.view {
                ScreenView::Cluster {
                    step, cluster: c, ..
                } => *step == id && c == cluster,
                _ => false,
            })
    }

    /// Shows notes under the first of them, which says the same.
    pub fn merge(&self, notes: &[NoteRef]) {
        let Some((first, others)) = notes.split_first() else {
            return;
        };
        if others.is_empty() {
            return self.lead.toasts.say(self.t.sort_merge_needs_two());
        }
        if self.tell(self.picture.merge(others, first)) {
            self.said.set(self.t.sort_merged(notes.len()));
            self.clear_silently();
            self.focus_on(&first.id);
        }
    }

    /// Lets notes stand by themselves again.
    pub fn split(&self, notes: &[NoteRef]) {
        if self.tell(self.picture.split(notes)) {
            self.said.set(self.t.sort_split(notes.len()));
            self.follow(notes);
        }
    }

    /// The clusters of the step, cell by cell.
    pub fn all_clusters(&self) -> Vec<ClusterRef> {
        let cells = self.cells.with_value(|cells| {
            let ids = cells.all().iter().map(|cell| cell.id.clone());
            ids.collect::<Vec<_>>()
        });
        let clusters = cells.iter().map(|cell| self.picture.clusters(cell));
        clusters
            .flat_map(|clusters| clusters.get_untracked())
            .collect()
    }
}

/// The title of a cluster that begins with a note: its first words.
fn title_of(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let length = |text: &str| text.chars().count();
    if length(line) <= MOST_TITLE {
        return line.trim().to_owned();
    }
    let mut title = String::new();
    for word in line.split_whitespace() {
        // With a space before it and the dots behind it.
        if !title.is_empty() && length(&title) + length(word) + 2 > MOST_TITLE {
            return title + "…";
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_called_by_the_first_words_of_its_note() {
        assert_eq!(title_of(" Bostadsbrist \nsedan länge"), "Bostadsbrist");
        assert_eq!(
            title_of("Unga saknar inflytande och vet inte vart de ska vända sig"),
            "Unga saknar inflytande och vet inte…"
        );
        assert_eq!(title_of(""), "");
    }
}
