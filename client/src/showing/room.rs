//! How much text fits a place on the stage of 1920 × 1080. Nothing is measured: the widths are those of
//! the widest typeface that a projector's computer falls back to (DejaVu Sans), so that in any other
//! there is room to spare, and no line is cut in any.

/// The body of the stage: what the header of 96 px and the padding around leave.
pub const WIDTH: u32 = 1_824;
/// Likewise.
pub const HEIGHT: u32 = 952;
/// The line of a table's name, or of how many tables, at 32 px.
pub const NAME_LINE: u32 = 37;
/// The widest name that stands beside a text rather than beneath it.
pub const NAME_WIDTH: u32 = 270;
/// The size of such names: the smallest there is, as nothing smaller is read from the last row.
pub const SMALLEST: u32 = 32;
/// What a facilitator tells everybody takes of the body's height: two lines and their frame.
pub const NOTICE: u32 = 124;

/// Room for a text: so many lines of a width, in pixels, in type of a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// The type's size in pixels.
    pub size: u32,
    /// The width of a line in pixels.
    pub width: u32,
    /// How many lines there are.
    pub lines: u32,
}

/// A text that fits its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// What fits: shortened at a word's end where all of it would not.
    pub text: String,
    /// All of it, for those who read it on a phone.
    pub whole: String,
    /// The type's size in pixels.
    pub size: u32,
    /// How many lines it takes.
    pub lines: u32,
}

/// A width of bold type or of serifs: their letters are wider than those that are reckoned with.
pub const fn heavy(width: u32) -> u32 {
    width * 7 / 8
}

impl Space {
    const fn sized(self, size: u32, lines: u32) -> Self {
        let width = self.width;
        Self { size, width, lines }
    }

    /// The same lines in the smallest type, for a word that is too long for any other.
    pub const fn smallest(self) -> Self {
        self.sized(SMALLEST, self.lines)
    }

    /// Whether a text fits without being shortened.
    pub fn holds(self, text: &str) -> bool {
        self.holds_words(text) && self.lines_of(text) <= self.lines
    }

    /// Whether each word of a text fits a line.
    fn holds_words(self, text: &str) -> bool {
        text.split_whitespace()
            .all(|word| width(word, self.size) <= self.width)
    }

    /// How many lines a text takes when it is broken between words, as a browser does it.
    fn lines_of(self, text: &str) -> u32 {
        let (mut lines, mut used) = (1, 0);
        let gap = width(" ", self.size);
        for word in text.split_whitespace() {
            let wide = width(word, self.size);
            if used > 0 && used + gap + wide > self.width {
                (lines, used) = (lines + 1, wide);
            } else {
                used += if used > 0 { gap + wide } else { wide };
            }
        }
        lines
    }

    /// As much of a text as fits, ending at a word.
    fn shortened(self, text: &str) -> Fitted {
        // A word wider than a line, such as an address, is cut where the line ends.
        let words = text.split_whitespace().map(|word| self.cut(word));
        let mut short = String::new();
        for word in words {
            let longer = match short.as_str() {
                "" => word,
                _ => [&short, " ", &word].concat(),
            };
            if self.lines_of(&longer) > self.lines {
                let fits =
                    |dotted: &str| self.lines_of(dotted) <= self.lines && self.holds_words(dotted);
                while !short.is_empty() && !fits(&dotted(&short)) {
                    let end = short.rfind(' ').unwrap_or_default();
                    short.truncate(end);
                }
                short = dotted(&short);
                break;
            }
            short = longer;
        }
        Fitted {
            lines: self.lines_of(&short),
            size: self.size,
            text: short,
            whole: text.to_owned(),
        }
    }

    fn cut(self, word: &str) -> String {
        if width(word, self.size) <= self.width {
            return word.to_owned();
        }
        let room = self.width.saturating_sub(width("…", self.size));
        let mut used = 0;
        let fits = |c: &char| {
            used += advance(*c) * self.size;
            used <= room * 1_000
        };
        word.chars().take_while(fits).chain(['…']).collect()
    }
}

/// A text that goes on. A word that was cut says so already.
fn dotted(text: &str) -> String {
    let dots = if text.ends_with('…') { "" } else { "…" };
    [text, dots].concat()
}

/// Fits a text into a place. Its type becomes smaller only for a word that would be cut.
pub fn fit(text: &str, space: Space) -> Fitted {
    if space.holds_words(text) {
        space.shortened(text)
    } else {
        space.smallest().shortened(text)
    }
}

/// Fits a text into the first of several spaces that holds all of it, else as much as the last one holds.
pub fn fit_whole<const N: usize>(text: &str, spaces: &[Space; N]) -> Fitted {
    let holds = |space: &&Space| space.holds(text);
    let space = spaces.iter().find(holds).unwrap_or(&spaces[N - 1]);
    space.shortened(text)
}

/// How wide a text is on one line, in pixels.
pub fn width(text: &str, size: u32) -> u32 {
    (text.chars().map(advance).sum::<u32>() * size).div_ceil(1_000)
}

/// How wide a character is, in thousandths of the type's size.
fn advance(c: char) -> u32 {
    match c {
        'i' | 'l' | 'j' | '\'' => 280,
        ' ' | '.' | ',' | ':' | ';' | '|' | '\u{a0}' | 'I' => 340,
        'f' | 't' | 'r' | '-' | '(' | ')' | '/' | '!' | '"' | '·' => 420,
        'J' | 'c' | 's' | 'z' | '?' | '–' | '”' | '“' => 560,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1_000,
        'A'..='Z' | 'Å' | 'Ä' | 'Ö' | '&' | '+' => 790,
        'a'..='z' | '0'..='9' | 'å' | 'ä' | 'ö' | 'é' | 'ü' => 640,
        // Of another script, or a picture.
        _ => 1_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Space = Space {
        size: 100,
        width: 640,
        lines: 2,
    };

    fn short(text: &str, space: Space) -> String {
        space.shortened(text).text
    }

    #[test]
    fn lines_are_broken_between_words() {
        for (text, lines) in [
            ("", 1),
            ("abcdefghij", 1),
            ("aaaaaaaaaa a", 2),
            ("aaaa aaaaa", 1),
            ("aaaa aaaaaa", 2),
            ("aaaaa aaaaa aaaaa", 3),
        ] {
            assert_eq!(NARROW.lines_of(text), lines, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_ends_at_a_word() {
        assert_eq!(short("aaaa aaaaa aaaa", NARROW), "aaaa aaaaa aaaa");
        assert_eq!(short("aaaa  aaaaa\naaaa", NARROW), "aaaa aaaaa aaaa");
        assert_eq!(
            short("aaaaaa aaa aaaaaaaaa aaaaaa", NARROW),
            "aaaaaa aaa…",
            "the dots have their place too"
        );
    }

    #[test]
    fn a_word_wider_than_a_line_is_cut_there_and_nowhere_else() {
        assert_eq!(short("aaaaaaaaaaaaaa", NARROW), "aaaaaaaa…");
        assert!(!NARROW.holds("aaaaaaaaaaaaaa"));
        let word = "aaaaaaaaaaaaaa";
        assert_eq!(fit(word, NARROW).text, word);
        assert_eq!(fit(word, NARROW).size, SMALLEST);
        assert_eq!(fit("aaaa", NARROW).size, 100);
    }

    #[test]
    fn a_text_takes_the_first_space_that_holds_it() {
        let spaces = [NARROW, NARROW.sized(50, 4)];
        assert_eq!(fit_whole("aaaa aaaa", &spaces).size, 100);
        let long = "aaaa aaaa aaaa aaaa aaaa aaaa";
        assert_eq!(fit_whole(long, &spaces).size, 50);
        assert_eq!(fit_whole(long, &spaces).text, long);
        let longer = [long; 9].join(" ");
        let fitted = fit_whole(&longer, &spaces);
        assert_eq!((fitted.size, fitted.lines), (50, 4));
        assert!(fitted.text.ends_with("aaaa…"));
    }
}
