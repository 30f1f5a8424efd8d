//! Which note stands for which, where notes have been merged into one another. Two facilitators who
//! merge at the same time can make a ring; all replicas break it at the same place.

use crate::id::NoteId;

/// For each note the one that it is shown under: itself, or the end of the chain that it was merged
/// into. `into` names the next of the chain. Of a ring, the smallest id stands for all.
pub(super) fn roots(ids: &[&NoteId], into: &[Option<usize>]) -> Vec<usize> {
    let mut roots: Vec<Option<usize>> = vec![None; ids.len()];
    // Where on the path being walked a note lies.
    let mut place: Vec<Option<usize>> = vec![None; ids.len()];
    let mut path = Vec::new();
    for start in 0..ids.len() {
        let mut at = start;
        let root = loop {
            if let Some(root) = roots[at] {
                break root;
            }
            if let Some(place) = place[at] {
                let ring = path[place..].iter().copied();
                break ring.min_by_key(|at: &usize| ids[*at]).unwrap_or(at);
            }
            place[at] = Some(path.len());
            path.push(at);
            match into[at] {
                Some(next) => at = next,
                None => break at,
            }
        };
        for walked in path.drain(..) {
            roots[walked] = Some(root);
            place[walked] = None;
        }
    }
    let found = roots.into_iter().enumerate();
    found.map(|(at, root)| root.unwrap_or(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `merged` names for each of a, b, c, … the note that it was merged into, or `-`.
    fn check(merged: &str, shown_under: &str) {
        let ids: Vec<NoteId> = (b'a'..)
            .map(|id| char::from(id).to_string().parse().unwrap())
            .take(merged.len())
            .collect();
        let into = merged
            .bytes()
            .map(|into| (into != b'-').then(|| usize::from(into - b'a')));
        let ids: Vec<&NoteId> = ids.iter().collect();
        let roots = roots(&ids, &into.collect::<Vec<_>>());
        let roots: String = roots.into_iter().map(|at| ids[at].as_str()).collect();
        assert_eq!(roots, shown_under, "{merged}");
    }

    #[test]
    fn chains_are_followed_and_rings_broken_at_their_smallest() {
        check("---", "abc");
        check("bc-", "ccc");
        check("-ab", "aaa");
        check("a--", "abc");
        check("bca", "aaa");
        // Into a ring of two, from outside of it.
        check("cdebb", "bbbbb");
        check("bdcb", "bbcb");
    }
}
