//! What keys do to the note that has the focus. Pure. The menu offers the same.

/// What to do with a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Type in it.
    Edit,
    /// Ask where to.
    Move,
    /// One place up among its neighbours.
    Up,
    /// One place down.
    Down,
    /// Choose it for plenary, or no longer.
    Lift,
    /// Put it in the bin.
    Remove,
}

/// What a key does, as browsers name it.
pub fn deed(key: &str, alt: bool, ctrl: bool) -> Option<Deed> {
    match (key, alt) {
        _ if ctrl => None,
        ("ArrowUp", true) => Some(Deed::Up),
        ("ArrowDown", true) => Some(Deed::Down),
        (_, true) => None,
        ("m" | "M", false) => Some(Deed::Move),
        ("e" | "E" | "F2", false) => Some(Deed::Edit),
        ("l" | "L", false) => Some(Deed::Lift),
        ("Delete", false) => Some(Deed::Remove),
        _ => None,
    }
}

/// Whether a key in the composer puts the note on the table. Where people type on glass, Enter is a
/// new line, as everywhere there; on a keyboard it is so with Shift.
pub fn puts_on_table(key: &str, shift: bool, ctrl: bool, touch: bool) -> bool {
    key == "Enter" && (ctrl || (!touch && !shift))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_is_a_new_line_on_glass_and_with_shift() {
        assert!(puts_on_table("Enter", false, false, false));
        assert!(puts_on_table("Enter", false, true, true));
        assert!(!puts_on_table("Enter", false, false, true));
        assert!(!puts_on_table("Enter", true, false, false));
        assert!(!puts_on_table("e", false, true, false));
    }

    #[test]
    fn keys_of_the_browser_are_left_alone() {
        assert_eq!(deed("m", false, false), Some(Deed::Move));
        assert_eq!(deed("ArrowUp", true, false), Some(Deed::Up));
        assert_eq!(deed("ArrowUp", false, false), None);
        assert_eq!(deed("m", false, true), None);
        assert_eq!(deed("e", true, false), None);
        assert_eq!(deed("Tab", false, false), None);
    }
}
