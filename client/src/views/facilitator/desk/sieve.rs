//! Which notes one wants to see: by words, by municipality, by category. Pure. Which table is looked at
//! is the page's own choice, and what is covered is no choice at all.

use std::collections::BTreeSet;

use bordsvis_shared::id::TableNo;
use bordsvis_shared::session::Table;

/// What a note must fulfil to be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sieve {
    /// Words that its text or the name of its table has, each of them.
    pub words: String,
    /// Where its table comes from.
    pub municipality: Option<String>,
    /// What it is.
    pub tag: Tagged,
}

/// A choice by category.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Tagged {
    /// Whatever it is.
    #[default]
    Either,
    /// Of that category, perhaps of others too.
    With(String),
    /// Of none.
    Without,
}

impl Sieve {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it looks at what notes say, so that a changed note has to be asked again.
    pub fn reads_notes(&self) -> bool {
        !self.words.trim().is_empty() || self.tag != Tagged::Either
    }

    /// What it is, put so that each note of some tables is asked quickly.
    pub fn ready(self, tables: &[Table]) -> Ready {
        let words = small(&self.words);
        Ready {
            words: words.split_whitespace().map(str::to_owned).collect(),
            names: tables.iter().map(|table| small(&table.name)).collect(),
            tag: self.tag,
        }
    }

    /// Whether it lets the notes of a table through, as far as that can be told from the table.
    pub fn lets_table(&self, table: Option<&Table>) -> bool {
        let wanted = self.municipality.as_ref();
        wanted.is_none_or(|wanted| table.is_some_and(|t| t.municipality.as_ref() == Some(wanted)))
    }
}

/// A sieve in use, as far as it looks at notes.
pub struct Ready {
    words: Vec<String>,
    /// What the tables are called, from table 1.
    names: Vec<String>,
    tag: Tagged,
}

impl Ready {
    /// Whether it lets a note through, of a table that it lets through.
    pub fn lets(&self, text: &str, table: TableNo, tags: &BTreeSet<String>) -> bool {
        let tagged = match &self.tag {
            Tagged::Either => true,
            Tagged::With(tag) => tags.contains(tag),
            Tagged::Without => tags.is_empty(),
        };
        if !tagged || self.words.is_empty() {
            return tagged;
        }
        let text = small(text);
        let name = usize::from(table.0).checked_sub(1);
        let name = name.and_then(|at| self.names.get(at));
        let named = |word: &String| name.is_some_and(|name| name.contains(word.as_str()));
        let there = |word: &String| text.contains(word.as_str()) || named(word);
        self.words.iter().all(there)
    }
}

/// A text in small letters. Most are written with those of Western Europe, which are told here: to ask the browser for
/// thousands of notes takes long, and Rust's own tables would weigh 3,000 bytes.
fn small(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    for letter in text.chars() {
        small.push(match letter {
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => char::from(letter as u8 + 32),
            '\0'..='ÿ' | '–'..='…' => letter,
            _ => return any_small(text),
        });
    }
    small
}

fn any_small(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sieve: Sieve, lets: bool) {
        let table = Table {
            municipality: Some("Borås".to_owned()),
            ..Table::named("Bord 3")
        };
        let tags = BTreeSet::from(["risk".to_owned(), "factor".to_owned()]);
        let said = format!("{sieve:?}");
        let through = sieve.lets_table(Some(&table))
            && sieve
                .ready(&[table])
                .lets("Låg tilltro till Myndigheter", TableNo(1), &tags);
        assert_eq!(through, lets, "{said}");
    }

    fn words(words: &str) -> Sieve {
        Sieve {
            words: words.to_owned(),
            ..Sieve::default()
        }
    }

    #[test]
    fn words_are_found_in_the_text_and_in_the_name_of_the_table() {
        for (said, lets) in [
            ("", true),
            ("  ", true),
            ("myndighet", true),
            ("LÅG", true),
            ("bord 3 tilltro", true),
            ("tilltro bord 4", false),
            ("skola", false),
        ] {
            check(words(said), lets);
        }
    }

    #[test]
    fn all_letters_become_small() {
        let western: String = ('\0'..='ÿ').chain('–'..='…').collect();
        for text in [&western, "Łódź – ÅÄÖ", "ΑΒΓ"] {
            assert_eq!(small(text), text.to_lowercase());
        }
    }

    #[test]
    fn a_note_is_chosen_by_municipality_and_category() {
        let of = |municipality: &str| Sieve {
            municipality: Some(municipality.to_owned()),
            ..Sieve::default()
        };
        let tagged = |tag| Sieve {
            tag,
            ..Sieve::default()
        };
        check(of("Borås"), true);
        check(of("Kiruna"), false);
        check(tagged(Tagged::With("risk".to_owned())), true);
        check(tagged(Tagged::With("organisation".to_owned())), false);
        check(tagged(Tagged::Without), false);
    }

    #[test]
    fn only_what_looks_at_notes_follows_them() {
        assert!(Sieve::default().is_open());
        assert!(!Sieve::default().reads_notes());
        assert!(words("skola").reads_notes());
        let without = Sieve {
            tag: Tagged::Without,
            ..Sieve::default()
        };
        assert!(without.reads_notes());
        assert!(!words(" ").reads_notes());
    }
}
