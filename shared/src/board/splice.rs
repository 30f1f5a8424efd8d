//! One replaced stretch of a text, and how it is carried over to a text that has changed since.
//! This is what lets an edit made offline, or undone late, meet other people's typing in the same
//! note without losing either. Offsets are UTF-16 code units, as in Yjs.

/// A stretch of a text that is replaced by another. At most one stretch: typing, pasting and
/// cutting between two looks at a text field are all of that shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Where the stretch starts, in UTF-16 code units.
    pub at: u32,
    /// How long it is, in UTF-16 code units.
    pub delete: u32,
    /// What stands there instead.
    pub insert: String,
}

impl Splice {
    /// The shortest splice that turns `base` into `text`.
    pub fn between(base: &str, text: &str) -> Self {
        let common = |a: &mut dyn Iterator<Item = (char, char)>| {
            a.take_while(|(a, b)| a == b)
                .map(|(a, _)| a.len_utf8())
                .sum::<usize>()
        };
        let prefix = common(&mut base.chars().zip(text.chars()));
        let (base_rest, text_rest) = (&base[prefix..], &text[prefix..]);
        let suffix = common(&mut base_rest.chars().rev().zip(text_rest.chars().rev()));
        Self {
            at: utf16_len(&base[..prefix]),
            delete: utf16_len(&base_rest[..base_rest.len() - suffix]),
            insert: text_rest[..text_rest.len() - suffix].to_owned(),
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.delete == 0 && self.insert.is_empty()
    }

    /// The same change, for a text to which `other` (made from the same base) has been applied.
    /// What `other` inserted stays; what both deleted is deleted once.
    pub fn over(&self, other: &Splice) -> Self {
        let other_len = utf16_len(&other.insert);
        let (end, other_end) = (self.at + self.delete, other.at + other.delete);
        if end <= other.at && !(self.at == other.at && self.delete == 0) {
            return self.clone();
        }
        if other_end <= self.at {
            return Self {
                at: self.at - other.delete + other_len,
                ..self.clone()
            };
        }
        // They overlap: our text goes behind theirs, over what is left of our stretch. What is left
        // lies before their insert, behind it, or on both sides of it; only one side can be cut
        // with one splice, so the other side stays. Keeping words is the safe way to be wrong.
        let behind = end.saturating_sub(other_end);
        Self {
            at: other.at + other_len,
            delete: behind,
            insert: self.insert.clone(),
        }
    }

    /// `text` with the stretch replaced. Offsets beyond its end, or within a surrogate pair, count
    /// as the next boundary.
    pub fn apply(&self, text: &str) -> String {
        let start = byte_offset(text, self.at);
        let end = byte_offset(text, self.at + self.delete);
        format!("{}{}{}", &text[..start], self.insert, &text[end..])
    }
}

/// The length of `text` in UTF-16 code units.
pub fn utf16_len(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}

fn byte_offset(text: &str, utf16: u32) -> usize {
    let mut passed = 0;
    for (offset, c) in text.char_indices() {
        if passed >= utf16 {
            return offset;
        }
        passed += c.len_utf16() as u32;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(base: &str, ours: &str, theirs: &str, merged: &str) {
        let (our, their) = (Splice::between(base, ours), Splice::between(base, theirs));
        assert_eq!(
            our.over(&their).apply(theirs),
            merged,
            "{base:?}: {ours:?} over {theirs:?}"
        );
    }

    #[test]
    fn two_people_typing_in_one_note_both_keep_their_words() {
        check(
            "Skolk",
            "Skolk och låg nivå",
            "Mycket Skolk",
            "Mycket Skolk och låg nivå",
        );
        check("Skolk", "Ökat Skolk", "Skolk i nian", "Ökat Skolk i nian");
        check(
            "en tvu tre",
            "en två tre",
            "en tvu tre fyra",
            "en två tre fyra",
        );
        check("", "vår", "deras", "derasvår");
        check("lång text", "text", "lång fin text", "fin text");
        check("lång text", "kort text", "lång", "kort");
        check(
            "ett två tre",
            "ett TRE",
            "ett två fyra tre",
            "ett två fyra TRE",
        );
        check("😀", "😀😀", "a😀", "a😀😀");
    }

    proptest! {
        #[test]
        fn a_splice_leads_from_base_to_text(base in "[aå😀]{0,8}", text in "[aå😀]{0,8}") {
            prop_assert_eq!(Splice::between(&base, &text).apply(&base), text);
        }

        #[test]
        fn what_they_inserted_survives(base in "[abc]{0,8}", ours in "[abcx]{0,8}", theirs in "[abcZ]{0,8}") {
            let (our, their) = (Splice::between(&base, &ours), Splice::between(&base, &theirs));
            let merged = our.over(&their).apply(&theirs);
            prop_assert!(merged.contains(&their.insert));
            prop_assert!(merged.contains(&our.insert));
        }
    }
}
