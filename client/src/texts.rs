//! The catalogue: every text of the product's own, in every language, side by side, so that one
//! can't be forgotten (it wouldn't compile) and a reader compares the two at a glance. The wording of
//! a method comes with the method. Knows nothing of which language is chosen.
//!
//! Plain functions rather than a crate for translations: they work outside components, take typed
//! values, and weigh nothing.

use bordsvis_shared::method::Language;

/// Texts without anything to fill in: `name: "in Swedish", "in English";`.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $sv:literal, $en:literal;)*) => {
        impl $crate::texts::Texts {
            $(
                $(#[$doc])*
                pub fn $name(self) -> &'static str {
                    self.pick($sv, $en)
                }
            )*
        }
    };
}

mod accessibility;
mod board_menu;
mod cards;
mod common;
mod facilitator;
mod home;
mod join;
mod leading;
mod phases;
mod remote;
mod screen;
mod sorting;
mod table;
mod worksheets;

/// The texts in one language; see [`crate::language::texts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts(pub Language);

impl Texts {
    /// The language that they are in.
    pub fn language(self) -> Language {
        self.0
    }

    /// One of two, for texts that are put together: `self.pick(format!(…), format!(…))`.
    pub(crate) fn pick<T>(self, sv: T, en: T) -> T {
        match self.0 {
            Language::Sv => sv,
            Language::En => en,
        }
    }
}
