//! What somebody is typing meets what others typed in the same text meanwhile. Pure.

use bordsvis_shared::board::Splice;

/// A text field after others' changes have been taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What stands in the field.
    pub text: String,
    /// Where the selection starts and ends, in UTF-16 code units.
    pub selection: [u32; 2],
}

/// Takes `theirs` into a field that says `ours`, where both come from `base`. The selection stays
/// around the words that it was around.
pub fn merge(base: &str, ours: &str, theirs: &str, selection: [u32; 2]) -> Merged {
    let our = Splice::between(base, ours);
    let their = Splice::between(base, theirs);
    let text = our.over(&their).apply(theirs);
    // Seen from the field, theirs is the change that is made behind our back.
    let change = Splice::between(ours, &text);
    Merged {
        selection: selection.map(|caret| carry(caret, &change)),
        text,
    }
}

/// Where a caret is after a change that somebody else made.
fn carry(caret: u32, change: &Splice) -> u32 {
    let inserted: u32 = change.insert.chars().map(|c| c.len_utf16() as u32).sum();
    if caret <= change.at {
        caret
    } else if caret >= change.at + change.delete {
        caret - change.delete + inserted
    } else {
        change.at + inserted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The caret is where `|` stands.
    fn check(base: &str, ours: &str, theirs: &str, merged: &str) {
        let split = |text: &str| {
            let (before, behind) = text.split_once('|').unwrap();
            let caret = before.encode_utf16().count() as u32;
            (format!("{before}{behind}"), caret)
        };
        let (ours, caret) = split(ours);
        let (text, after) = split(merged);
        let selection = [after; 2];
        assert_eq!(
            merge(base, &ours, theirs, [caret; 2]),
            Merged { text, selection }
        );
    }

    #[test]
    fn the_caret_stays_at_the_words_that_one_types() {
        check("Skolk", "Skolk|", "Mycket skolk", "Mycket skolk|");
        check("Skolk", "Skolk i nian|", "Mer Skolk", "Mer Skolk i nian|");
        check("Skolk", "Ö|Skolk", "Skolk i nian", "Ö|Skolk i nian");
        check(
            "en två tre",
            "en tv|å tre",
            "en två tre fyra",
            "en tv|å tre fyra",
        );
        check("en två tre", "en två t|re", "två tre", "två t|re");
        check("😀 hej", "😀 hej|", "😀😀 hej", "😀😀 hej|");
    }

    #[test]
    fn a_caret_in_words_that_somebody_deleted_goes_where_they_were() {
        check("en fyra tre", "en fyr|a tre", "en tre", "en |tre");
    }

    #[test]
    fn two_at_the_same_place_keep_both_their_words() {
        check("", "vår|", "deras", "derasvår|");
    }

    #[test]
    fn a_selection_grows_with_what_is_typed_within_it() {
        let merged = merge("en två tre", "en två tre", "en tv och två tre", [3, 6]);
        assert_eq!(merged.text, "en tv och två tre");
        assert_eq!(merged.selection, [3, 13]);
    }
}
