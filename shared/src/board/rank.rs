//! Fractional indices: texts whose byte order is the order of notes in a cell. One can always be
//! drawn between two others, so moving a note touches that note alone.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Digits in byte order.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Leading digits that count up and down, so that adding notes last (what tables do all day) does
/// not lengthen their ranks: 62⁴ is 14 million notes.
const HEAD: usize = 4;

/// Random digits at the end, so that two people who insert in the same place at the same moment
/// do not draw the same rank: one in 62⁷, 3.5 × 10¹².
const TAIL: usize = 7;

/// The longest rank taken from outside. Ours grow by one digit for every few inserts in the very
/// same place; thousands of those fit.
pub const MAX_RANK: usize = 1024;

/// The place of a note among the others of its cell.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rank(Arc<str>);

impl Rank {
    /// How many random bytes [`Self::between`] takes.
    pub const RANDOM_BYTES: usize = TAIL;

    /// A rank after `low` and before `high`; `None` is the start or the end of the cell.
    ///
    /// Where the bounds are equal or the wrong way round, which a foreign client can bring about,
    /// the result follows `low`.
    pub fn between(low: Option<&Rank>, high: Option<&Rank>, random: [u8; TAIL]) -> Self {
        let low_digits = low.map_or(&[] as &[u8], |rank| rank.0.as_bytes());
        let high = high.filter(|high| low.is_none_or(|low| low < *high));
        let mut digits = match (low, high) {
            (None, None) => encode_head(DIGITS.len().pow(HEAD as u32) / 2),
            (Some(low), None) => step_head(low, 1),
            (None, Some(high)) => step_head(high, -1),
            _ => None,
        }
        .unwrap_or_else(|| middle(low_digits, high.map(|rank| rank.0.as_bytes())));
        digits.extend(
            random
                .iter()
                .map(|b| DIGITS[usize::from(*b) % DIGITS.len()]),
        );
        // A rank that ends in the lowest digit leaves no room before its own prefix.
        if digits.last() == Some(&DIGITS[0]) {
            digits.push(DIGITS[1]);
        }
        let digits: String = digits.into_iter().map(char::from).collect();
        Self(digits.into())
    }

    /// The rank that stands in a document. A foreign client may order its notes by another kind of
    /// text; what of it is a rank serves, since no note is to be lost for want of an order.
    pub(super) fn read(text: &str) -> Self {
        text.parse().unwrap_or_else(|_| {
            let digits = text.chars().filter(char::is_ascii_alphanumeric);
            let digits: String = digits.take(MAX_RANK).collect();
            let digits = match digits.trim_end_matches('0') {
                "" => "1",
                digits => digits,
            };
            Self(digits.into())
        })
    }

    /// The rank as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The head of `rank` moved by `by`, or nothing where it would leave its four digits.
fn step_head(rank: &Rank, by: isize) -> Option<Vec<u8>> {
    let head = rank.0.as_bytes().get(..HEAD)?;
    let number = head
        .iter()
        .fold(0, |sum, digit| sum * DIGITS.len() + value(*digit));
    encode_head(number.checked_add_signed(by)?)
}

fn encode_head(mut number: usize) -> Option<Vec<u8>> {
    let mut digits = [DIGITS[0]; HEAD];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[number % DIGITS.len()];
        number /= DIGITS.len();
    }
    (number == 0).then(|| digits.to_vec())
}

/// The shortest digits strictly between `low` and `high`, read as fractions.
fn middle(low: &[u8], mut high: Option<&[u8]>) -> Vec<u8> {
    let mut digits = Vec::new();
    for place in 0.. {
        let from = low.get(place).map_or(0, |digit| value(*digit));
        let to = match high {
            Some(high) => high.get(place).map_or(0, |digit| value(*digit)),
            None => DIGITS.len(),
        };
        if to > from + 1 {
            digits.push(DIGITS[usize::midpoint(from, to)]);
            break;
        }
        digits.push(DIGITS[from]);
        if to > from {
            high = None;
        }
    }
    digits
}

fn value(digit: u8) -> usize {
    DIGITS.binary_search(&digit).unwrap_or(0)
}

/// A text that is no rank.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a rank is 1 to {MAX_RANK} ASCII letters and digits, not ending in 0")]
pub struct InvalidRank;

impl FromStr for Rank {
    type Err = InvalidRank;

    fn from_str(text: &str) -> Result<Self, InvalidRank> {
        let valid = (1..=MAX_RANK).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric())
            && !text.ends_with('0');
        if valid {
            Ok(Self(text.into()))
        } else {
            Err(InvalidRank)
        }
    }
}

impl TryFrom<String> for Rank {
    type Error = InvalidRank;

    fn try_from(text: String) -> Result<Self, InvalidRank> {
        text.parse()
    }
}

impl From<Rank> for String {
    fn from(rank: Rank) -> String {
        rank.as_str().to_owned()
    }
}

impl fmt::Debug for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_thousand_notes_added_last_keep_short_ranks() {
        let mut last: Option<Rank> = None;
        for n in 0..1000u32 {
            let next = Rank::between(last.as_ref(), None, [n as u8; TAIL]);
            assert!(last.as_ref().is_none_or(|last| *last < next));
            assert!(next.as_str().len() <= HEAD + TAIL + 1);
            last = Some(next);
        }
    }

    #[test]
    fn there_is_always_room_before_the_first_and_behind_the_last() {
        let mut first: Rank = "0001".parse().unwrap();
        let mut last: Rank = "zzzz".parse().unwrap();
        for n in 0..200 {
            let before = Rank::between(None, Some(&first), [n; TAIL]);
            let behind = Rank::between(Some(&last), None, [n; TAIL]);
            assert!(before < first && last < behind);
            (first, last) = (before, behind);
        }
    }

    proptest! {
        /// Notes inserted anywhere, again and again, by people who see the same neighbours at the
        /// same time: every rank falls between them, and no two are equal.
        #[test]
        fn concurrent_inserts_never_collide(
            inserts in prop::collection::vec((any::<prop::sample::Index>(), any::<[[u8; TAIL]; 3]>()), 1..60)
        ) {
            let mut ranks: Vec<Rank> = Vec::new();
            for (place, randoms) in inserts {
                prop_assume!(randoms[0] != randoms[1] && randoms[1] != randoms[2] && randoms[0] != randoms[2]);
                let at = place.index(ranks.len() + 1);
                let low = at.checked_sub(1).map(|before| ranks[before].clone());
                let high = ranks.get(at).cloned();
                for random in randoms {
                    let rank = Rank::between(low.as_ref(), high.as_ref(), random);
                    prop_assert!(low.as_ref().is_none_or(|low| *low < rank));
                    prop_assert!(high.as_ref().is_none_or(|high| rank < *high));
                    prop_assert_eq!(rank.as_str().parse::<Rank>(), Ok(rank.clone()));
                    ranks.push(rank);
                }
                ranks.sort();
                ranks.dedup();
            }
        }

        #[test]
        fn bounds_the_wrong_way_round_still_give_a_rank_behind_the_first(
            low in "[0-9A-Za-z]{0,12}[1-9A-Za-z]", high in "[0-9A-Za-z]{0,12}[1-9A-Za-z]", random: [u8; TAIL]
        ) {
            let (low, high): (Rank, Rank) = (low.parse().unwrap(), high.parse().unwrap());
            let rank = Rank::between(Some(&low), Some(&high), random);
            prop_assert!(rank > low);
        }
    }
}
