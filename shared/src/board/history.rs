//! Undo and redo of one's own actions. It says which edits to make, and never makes one.
//!
//! An action may touch several documents, so a manager inside one document would not do. What somebody
//! else has changed since is left alone: taking it back would undo their work.

use std::collections::BTreeSet;

use super::edit::{Edit, Target};
use crate::gather;
use crate::id::{Scope, StepId};

/// How many actions can be taken back; beyond it the oldest are forgotten.
const MOST_ACTIONS: usize = 100;

/// An edit that was made, and what takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The document.
    pub scope: Scope,
    /// The edit.
    pub done: Edit,
    /// What takes it back.
    pub inverse: Edit,
}

/// The changes that were made in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Action {
    /// The step that the person looked at. What they don't see is not taken back.
    step: StepId,
    changes: Vec<Change>,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Take back.
    Undo,
    /// Do again.
    Redo,
}

/// What came of undo or redo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// There was nothing to take back in this step.
    Nothing,
    /// All of the action.
    All,
    /// Some of it; the rest has been changed by somebody since, or can't be written now.
    Some,
    /// None of it, for the same reasons.
    None,
}

/// One's own actions, oldest first.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Action>,
    redo: Vec<Action>,
}

impl History {
    /// Remembers an action. What had been taken back can't be done again after it.
    pub fn record(&mut self, step: &StepId, changes: Vec<Change>) {
        self.redo.clear();
        self.remember(Way::Undo, step, changes);
    }

    /// Remembers what [`Self::take`] led to, so that the other way brings it back.
    pub fn turned(&mut self, way: Way, step: &StepId, changes: Vec<Change>) {
        let back = match way {
            Way::Undo => Way::Redo,
            Way::Redo => Way::Undo,
        };
        self.remember(back, step, changes);
    }

    /// The last action in a step, as the edits that take it back, in order: those of which `stands`
    /// says that they still do, and how many do not. What was done to one note stands or falls
    /// together, whichever documents it is in: half a note taken down would be there twice or not at
    /// all. `None` where there is no action.
    pub fn take(
        &mut self,
        way: Way,
        step: &StepId,
        mut stands: impl FnMut(&Scope, &Edit) -> bool,
    ) -> Option<(Vec<(Scope, Edit)>, usize)> {
        let actions = self.actions(way);
        let last = actions.iter().rposition(|action| action.step == *step)?;
        let action = actions.remove(last);
        let all = action.changes.len();
        let changed = action.changes.iter();
        let changed = changed.filter(|change| !stands(&change.scope, &change.done));
        let changed: BTreeSet<Target> = gather(changed.map(|change| change.done.target()));
        let standing: Vec<_> = action
            .changes
            .into_iter()
            .rev()
            .filter(|change| !changed.contains(&change.done.target()))
            .map(|change| (change.scope, change.inverse))
            .collect();
        let fallen = all - standing.len();
        Some((standing, fallen))
    }

    /// Whether there is an action in a step.
    pub fn can(&self, way: Way, step: &StepId) -> bool {
        let actions = match way {
            Way::Undo => &self.undo,
            Way::Redo => &self.redo,
        };
        actions.iter().any(|action| action.step == *step)
    }

    /// Forgets an edit that came to nothing.
    pub fn forget(&mut self, scope: &Scope, done: &Edit) {
        for actions in [&mut self.undo, &mut self.redo] {
            for action in actions.iter_mut() {
                action
                    .changes
                    .retain(|change| change.scope != *scope || change.done != *done);
            }
            actions.retain(|action| !action.changes.is_empty());
        }
    }

    fn actions(&mut self, way: Way) -> &mut Vec<Action> {
        match way {
            Way::Undo => &mut self.undo,
            Way::Redo => &mut self.redo,
        }
    }

    fn remember(&mut self, way: Way, step: &StepId, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        let actions = self.actions(way);
        if actions.len() == MOST_ACTIONS {
            actions.remove(0);
        }
        let step = step.clone();
        actions.push(Action { step, changes });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str) -> StepId {
        name.parse().unwrap()
    }

    /// A change that lifts a note, in plenary's document of the step.
    fn lift(note: &str, step: &str) -> Change {
        let edit = |lifted| Edit::Lift {
            note: note.parse().unwrap(),
            lifted,
        };
        Change {
            scope: Scope::Plenary(step.parse().unwrap()),
            done: edit(true),
            inverse: edit(false),
        }
    }

    /// The notes that are taken back, and how many are not, where only `standing` ones stand.
    fn take(
        history: &mut History,
        way: Way,
        in_step: &str,
        standing: &[&str],
    ) -> Option<(Vec<String>, usize)> {
        let stands = |_: &Scope, edit: &Edit| standing.contains(&name(edit).as_str());
        let (edits, fallen) = history.take(way, &step(in_step), stands)?;
        let names = edits.iter().map(|(_, edit)| name(edit)).collect();
        Some((names, fallen))
    }

    fn name(edit: &Edit) -> String {
        match edit.target() {
            Target::Note(note) => note.to_string(),
            Target::Cluster(cluster) => cluster.to_string(),
        }
    }

    #[test]
    fn an_action_is_taken_back_whole_and_in_reverse() {
        let mut history = History::default();
        history.record(&step("swot"), vec![lift("a", "swot")]);
        history.record(&step("swot"), vec![lift("b", "swot"), lift("c", "swot")]);
        let all = ["a", "b", "c"];
        let last = take(&mut history, Way::Undo, "swot", &all).unwrap();
        assert_eq!(last, (vec!["c".to_owned(), "b".to_owned()], 0));
        let first = take(&mut history, Way::Undo, "swot", &all).unwrap();
        assert_eq!(first, (vec!["a".to_owned()], 0));
        assert_eq!(take(&mut history, Way::Undo, "swot", &all), None);
    }

    #[test]
    fn what_somebody_has_changed_since_is_left_alone() {
        let mut history = History::default();
        history.record(&step("swot"), vec![lift("a", "swot"), lift("b", "swot")]);
        let taken = take(&mut history, Way::Undo, "swot", &["a"]);
        assert_eq!(taken, Some((vec!["a".to_owned()], 1)));
    }

    #[test]
    fn what_was_done_to_one_note_stands_or_falls_together() {
        let mut history = History::default();
        let aside = Change {
            scope: "swot/aside/1".parse().unwrap(),
            ..lift("a", "swot")
        };
        let changed = aside.scope.clone();
        let changes = vec![aside, lift("a", "swot"), lift("b", "swot")];
        history.record(&step("swot"), changes);
        let stands = |scope: &Scope, _: &Edit| *scope != changed;
        let (edits, fallen) = history.take(Way::Undo, &step("swot"), stands).unwrap();
        let names: Vec<_> = edits.iter().map(|(_, edit)| name(edit)).collect();
        assert_eq!((names, fallen), (vec!["b".to_owned()], 2));
    }

    #[test]
    fn only_what_was_done_in_the_step_on_screen_is_taken_back() {
        let mut history = History::default();
        history.record(&step("now"), vec![lift("a", "now")]);
        history.record(&step("later"), vec![lift("b", "later")]);
        assert!(history.can(Way::Undo, &step("now")));
        let taken = take(&mut history, Way::Undo, "now", &["a", "b"]);
        assert_eq!(taken, Some((vec!["a".to_owned()], 0)));
        assert!(!history.can(Way::Undo, &step("now")));
        assert!(history.can(Way::Undo, &step("later")));
    }

    #[test]
    fn redo_lasts_until_something_else_is_done() {
        let mut history = History::default();
        history.record(&step("swot"), vec![lift("a", "swot")]);
        take(&mut history, Way::Undo, "swot", &["a"]);
        history.turned(Way::Undo, &step("swot"), vec![lift("a", "swot")]);
        assert!(history.can(Way::Redo, &step("swot")));
        take(&mut history, Way::Redo, "swot", &["a"]);
        history.turned(Way::Redo, &step("swot"), vec![lift("a", "swot")]);
        assert!(history.can(Way::Undo, &step("swot")) && !history.can(Way::Redo, &step("swot")));

        take(&mut history, Way::Undo, "swot", &["a"]);
        history.turned(Way::Undo, &step("swot"), vec![lift("a", "swot")]);
        history.record(&step("swot"), vec![lift("b", "swot")]);
        assert!(!history.can(Way::Redo, &step("swot")));
    }

    #[test]
    fn a_refused_edit_is_not_among_what_can_be_taken_back() {
        let mut history = History::default();
        let refused = lift("a", "swot");
        history.record(&step("swot"), vec![refused.clone(), lift("b", "swot")]);
        history.record(&step("swot"), vec![refused.clone()]);
        history.forget(&refused.scope, &refused.done);
        let left = take(&mut history, Way::Undo, "swot", &["a", "b"]);
        assert_eq!(left, Some((vec!["b".to_owned()], 0)));
        assert!(!history.can(Way::Undo, &step("swot")));
    }

    #[test]
    fn the_oldest_actions_are_forgotten() {
        let mut history = History::default();
        for n in 0..=MOST_ACTIONS {
            history.record(&step("swot"), vec![lift(&format!("n{n}"), "swot")]);
        }
        let mut count = 0;
        while let Some((edits, _)) = history.take(Way::Undo, &step("swot"), |_, _| true) {
            count += 1;
            assert_ne!(name(&edits[0].1), "n0");
        }
        assert_eq!(count, MOST_ACTIONS);
    }
}
