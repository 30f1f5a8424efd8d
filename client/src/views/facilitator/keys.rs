//! What keys do to the note or the cluster that has the focus. Pure. The menus offer the same.

/// What to do with a note, or with all that are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Show it alone on the big screen, or no longer.
    Show,
    /// Ask where to.
    Move,
    /// Gather it with the others that are chosen; alone, ask where to.
    Group,
    /// Take it down, or put it up again.
    Aside,
    /// Give it a category, or take it away: the one at that place.
    Tag(usize),
    /// Type in it.
    Edit,
    /// Put it in the bin.
    Remove,
    /// Choose it among several, or no longer.
    Choose,
    /// Choose all that are listed with it.
    ChooseAll,
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
    match (key, way(key), alt) {
        (_, Some(way), true) => Some(Deed::Shift(way)),
        (_, Some(way), false) => Some(Deed::Focus(way)),
        (_, None, true) => None,
        ("v" | "V", ..) => Some(Deed::Show),
        ("m" | "M", ..) => Some(Deed::Move),
        ("g" | "G" | "Enter", ..) => Some(Deed::Group),
        ("t" | "T", ..) => Some(Deed::Aside),
        ("e" | "E" | "F2", ..) => Some(Deed::Edit),
        ("Delete", ..) => Some(Deed::Remove),
        (" ", ..) => Some(Deed::Choose),
        ("a" | "A", ..) => Some(Deed::ChooseAll),
        ("Escape", ..) => Some(Deed::Clear),
        _ => nth(key).map(Deed::Tag),
    }
}

/// What to do with a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClusterDeed {
    /// Show it alone on the big screen, or no longer.
    Show,
    /// Ask where to.
    Move,
    /// Put those that are chosen in it.
    Gather,
    /// Call it something else.
    Rename,
    /// The focus goes to what is beside it.
    Focus(Way),
    /// It goes there itself.
    Shift(Way),
}

/// What a key does to a cluster. Enter and Space fold it, as they press any button.
pub fn cluster_deed(key: &str, alt: bool, ctrl: bool) -> Option<ClusterDeed> {
    if ctrl {
        return None;
    }
    match (key, way(key), alt) {
        (_, Some(way), true) => Some(ClusterDeed::Shift(way)),
        (_, Some(way), false) => Some(ClusterDeed::Focus(way)),
        (_, None, true) => None,
        ("v" | "V", ..) => Some(ClusterDeed::Show),
        ("m" | "M", ..) => Some(ClusterDeed::Move),
        ("g" | "G", ..) => Some(ClusterDeed::Gather),
        ("e" | "E" | "F2", ..) => Some(ClusterDeed::Rename),
        _ => None,
    }
}

/// What to do at the desk, where one note is sorted at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortDeed {
    /// The category, or the cell, at that place.
    Pick(usize),
    /// Put it in the parking lot.
    Park,
    /// The note behind.
    Next,
    /// The note before.
    Previous,
    /// Ask what to gather it with.
    Group,
    /// Ask where to.
    Move,
    /// Take it down, or put it up again.
    Aside,
}

/// What a key does there.
pub fn sort_deed(key: &str, alt: bool, ctrl: bool) -> Option<SortDeed> {
    if alt || ctrl {
        return None;
    }
    match key {
        "0" => Some(SortDeed::Park),
        "j" | "J" | "ArrowRight" => Some(SortDeed::Next),
        "k" | "K" | "ArrowLeft" => Some(SortDeed::Previous),
        "g" | "G" => Some(SortDeed::Group),
        "m" | "M" => Some(SortDeed::Move),
        "t" | "T" => Some(SortDeed::Aside),
        _ => nth(key).map(SortDeed::Pick),
    }
}

fn way(key: &str) -> Option<Way> {
    match key {
        "ArrowUp" => Some(Way::Up),
        "ArrowDown" => Some(Way::Down),
        "ArrowLeft" => Some(Way::Left),
        "ArrowRight" => Some(Way::Right),
        _ => None,
    }
}

/// The place that a digit stands for; 0 stands for none.
fn nth(key: &str) -> Option<usize> {
    let digit: usize = key.parse().ok().filter(|_| key.len() == 1)?;
    digit.checked_sub(1)
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
        assert_eq!(
            cluster_deed("ArrowRight", true, false),
            Some(ClusterDeed::Shift(Way::Right))
        );
    }

    #[test]
    fn keys_of_the_browser_are_left_alone() {
        assert_eq!(deed("v", false, false), Some(Deed::Show));
        assert_eq!(deed("v", false, true), None);
        assert_eq!(deed("m", true, false), None);
        assert_eq!(deed("ArrowUp", false, true), None);
        assert_eq!(deed("Tab", false, false), None);
        assert_eq!(cluster_deed("Enter", false, false), None);
        assert_eq!(sort_deed("k", false, true), None);
        assert_eq!(sort_deed("Enter", false, false), None);
    }

    #[test]
    fn digits_are_counted_as_people_count() {
        assert_eq!(deed("1", false, false), Some(Deed::Tag(0)));
        assert_eq!(deed("0", false, false), None);
        assert_eq!(deed("F2", false, false), Some(Deed::Edit));
        assert_eq!(deed("12", false, false), None);
        assert_eq!(sort_deed("0", false, false), Some(SortDeed::Park));
        assert_eq!(sort_deed("3", false, false), Some(SortDeed::Pick(2)));
        assert_eq!(sort_deed("J", false, false), Some(SortDeed::Next));
    }
}
