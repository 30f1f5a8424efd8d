//! A QR code as one crisp path: black on white in dark mode too, since cameras want it so.

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

/// The white border that a scanner needs, in modules.
const QUIET_ZONE: usize = 4;

/// A QR code. `label` says what it leads to.
#[component]
pub fn QrCode(#[prop(into)] text: String, #[prop(into)] label: String) -> impl IntoView {
    drawing(&text).map(|(size, path)| {
        let size = size.to_string();
        let area = ["0 0 ", &size, " ", &size].concat();
        view! {
            <svg class="qr" viewBox=area role="img" aria-label=label>
                <rect width=size.clone() height=size fill="#fff" />
                <path d=path fill="#000" />
            </svg>
        }
    })
}

/// The side in modules, and the dark ones as a path. `None` for texts that are too long.
fn drawing(text: &str) -> Option<(usize, String)> {
    use std::fmt::Write;

    // Medium: a printed card may be creased, a wall is photographed from far away.
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let run = code[y][x..]
                .iter()
                .take_while(|module| module.value())
                .count();
            if run > 0 {
                let (left, top) = (x + QUIET_ZONE, y + QUIET_ZONE);
                let _ = write!(path, "M{left} {top}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    Some((code.size + 2 * QUIET_ZONE, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_quiet_zone_and_the_finder_in_its_corner() {
        let (size, path) = drawing("https://bordsvis.example/join#K7P2XQ/3").unwrap();
        assert_eq!(size, 29 + 2 * QUIET_ZONE);
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path:.40}");
        assert!(!path.contains("M3 ") && !path.contains(" 33h"));
    }

    #[test]
    fn a_text_without_end_has_no_code() {
        assert_eq!(drawing(&"x".repeat(10_000)), None);
    }
}
