//! Lengths and places on the page, as CSS writes them: in whole pixels, since the code that writes out
//! fractions weighs five kilobytes in the client.

/// A length.
pub fn px(length: f64) -> String {
    format!("{}px", whole(length))
}

/// Moves something there from the corner of the window.
pub fn moved_to((x, y): (f64, f64)) -> String {
    format!("translate({}px, {}px)", whole(x), whole(y))
}

fn whole(length: f64) -> i32 {
    length.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded() {
        assert_eq!(px(12.5), "13px");
        assert_eq!(moved_to((-0.4, 1919.6)), "translate(0px, 1920px)");
    }
}
