//! Whether a text looks as if it named a person by number: a Swedish personal identity number or a
//! phone number. It only leads to a question, so it may well be wrong now and then; it knows nothing
//! of names.

/// The fewest digits of a phone number, the leading 0 counted: with one less, dates would be taken
/// for one.
const PHONE_LEAST: usize = 9;
/// The most digits of a Swedish phone number, the leading 0 counted.
const PHONE_MOST: usize = 10;
/// The fewest and the most digits behind a `+` or `00`, country code included.
const ABROAD: std::ops::RangeInclusive<usize> = 8..=15;

/// Whether the author should be asked before this goes on the table.
pub fn looks_personal(text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    (0..text.len())
        .filter(|&at| at == 0 || !text[at - 1].is_alphanumeric())
        .any(|at| is_identity_number(&text[at..]) || is_phone_number(&text[at..]))
}

/// `YYMMDD-NNNN` or `YYYYMMDD-NNNN`, with or without the hyphen (or the `+` of those over a
/// hundred), with a day that exists. The day of a coordination number is 60 more.
fn is_identity_number(text: &[char]) -> bool {
    let day = digits(text);
    let (day, last) = match (day.len(), text.get(day.len())) {
        (10 | 12, _) => day.split_at(day.len() - 4),
        (6 | 8, Some('-' | '–' | '+' | ' ')) => {
            let last = digits(&text[day.len() + 1..]);
            (day, last)
        }
        _ => return false,
    };
    let number = |digits: &[char]| digits.iter().collect::<String>().parse().unwrap_or(0);
    let (rest, day) = day.split_at(day.len() - 2);
    let (year, month) = rest.split_at(rest.len() - 2);
    let century: u32 = if year.len() == 4 {
        number(&year[..2])
    } else {
        19
    };
    last.len() == 4
        && (18..=20).contains(&century)
        && (1..=12).contains(&number(month))
        && matches!(number(day), 1..=31 | 61..=91)
}

/// A number that starts with one 0, or with `+` or `00`, in groups that are divided as people divide
/// them.
fn is_phone_number(text: &[char]) -> bool {
    let (text, taken) = match text {
        ['+', rest @ ..] | ['0', '0', rest @ ..] => (rest, ABROAD),
        ['0', '1'..='9', ..] => (text, PHONE_LEAST..=PHONE_MOST),
        ['(', '0', ..] => (&text[1..], PHONE_LEAST..=PHONE_MOST),
        _ => return false,
    };
    if text.first().is_none_or(|first| !first.is_ascii_digit()) {
        return false;
    }
    let mut count = 0;
    let mut rest = text;
    // Every end of a group may be the end of the number: another number may stand behind it.
    loop {
        let group = digits(rest);
        count += group.len();
        rest = &rest[group.len()..];
        if taken.contains(&count) && rest.first().is_none_or(|next| !next.is_alphanumeric()) {
            return true;
        }
        let divider = rest
            .iter()
            .take_while(|c| " \u{a0}-–()/".contains(**c))
            .count();
        let goes_on = rest.get(divider).is_some_and(char::is_ascii_digit);
        // Two, as in `0123) 4`, and more are a gap between things that do not belong together.
        if count > *taken.end() || divider == 0 || divider > 2 || !goes_on {
            return false;
        }
        rest = &rest[divider..];
    }
}

fn digits(text: &[char]) -> &[char] {
    let count = text.iter().take_while(|c| c.is_ascii_digit()).count();
    &text[..count]
}

#[cfg(test)]
mod tests {
    use super::looks_personal;

    #[test]
    fn numbers_of_persons_are_seen() {
        for text in [
            "811228-9874",
            "19811228-9874",
            "198112289874",
            "8112289874",
            "Fråga Eva (811228-9874) om det",
            "040229+1234",
            "811288-9874",
            "811228–9874",
            "070-123 45 67",
            "0701234567",
            "Ring 070 1234567.",
            "08-123 456 78",
            "(0123) 456 78",
            "0970-123 45",
            "+46 70 123 45 67",
            "+46 (0)70-123 45 67",
            "0046701234567",
            "2015 0701234567 2016",
            "070-123 45 67 08-123 456 78",
        ] {
            assert!(looks_personal(text), "{text:?} was let through");
        }
    }

    #[test]
    fn other_numbers_are_let_through() {
        for text in [
            "",
            "Fler än 290 kommuner, 2 320 personer",
            "Budget 1 000 000 000 kr",
            "2015-03-12 till 2018-11-30",
            "2015–2018 och 2019–2022",
            "20240312",
            "03-12-2024",
            "Dnr 2024/1234-5678",
            "kl. 09.00-10.00, 0-6 år, 0,5 %",
            "112 eller 1177",
            "811328-9874",
            "811232-9874",
            "811228-98745",
            "MSBFS 2015:5",
            "A0701234567",
        ] {
            assert!(!looks_personal(text), "{text:?} was held back");
        }
    }
}
