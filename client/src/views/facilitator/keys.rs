//! What keys do to the note that has the focus. Pure. The menu offers the same.

/// What to do with a note, or with all that are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Show it alone on the big screen, or no longer.
    Show,
    /// Ask where to.
    Move,
    /// Type in it.
    Edit,
    /// Put it in the bin.
    Remove,
    /// Choose it among several, or no longer.
    Choose,
    /// Choose none any longer.
    Clear,
    /// The focus goes to a note beside it.
    Focus(Way),
    /// The note goes there itself.
    Shift(Way),
}

/// A direction on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The note above.
    Up,
    /// The note below.
    Down,
    /// The cell before.
    Left,
    /// The cell behind.
    Right,
}

/// What a key does, as browsers name it.
pub fn deed(key: &str, alt: bool, ctrl: bool) -> Option<Deed> {
    if ctrl {
        return None;
    }
    let way = match key {
        "ArrowUp" => Some(Way::Up),
        "ArrowDown" => Some(Way::Down),
        "ArrowLeft" => Some(Way::Left),
        "ArrowRight" => Some(Way::Right),
        _ => None,
    };
    match (key, way, alt) {
        (_, Some(way), true) => Some(Deed::Shift(way)),
        (_, Some(way), false) => Some(Deed::Focus(way)),
        (_, None, true) => None,
        ("v" | "V", ..) => Some(Deed::Show),
        ("m" | "M", ..) => Some(Deed::Move),
        ("e" | "E" | "F2", ..) => Some(Deed::Edit),
        ("Delete", ..) => Some(Deed::Remove),
        (" ", ..) => Some(Deed::Choose),
        ("Escape", ..) => Some(Deed::Clear),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_and_with_alt_they_carry() {
        assert_eq!(deed("ArrowUp", false, false), Some(Deed::Focus(Way::Up)));
        assert_eq!(
            deed("ArrowRight", true, false),
            Some(Deed::Shift(Way::Right))
        );
    }

    #[test]
    fn keys_of_the_browser_are_left_alone() {
        assert_eq!(deed("v", false, false), Some(Deed::Show));
        assert_eq!(deed("v", false, true), None);
        assert_eq!(deed("m", true, false), None);
        assert_eq!(deed("ArrowUp", false, true), None);
        assert_eq!(deed("Tab", false, false), None);
    }
}
