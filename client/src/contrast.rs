//! Holds the colours of `style/tokens.css` to WCAG 2.2 AA: text 4.5:1, what one uses and the tables'
//! edges 3:1, in light and dark, with more contrast and without.

use std::collections::HashMap;

type Colours = HashMap<&'static str, &'static str>;

const GROUNDS: [&str; 3] = ["paper", "sheet", "well"];
const TINTS: [&str; 3] = ["accent-soft", "danger-soft", "warn-soft"];

/// Each look of the page: the blocks of `:root` that apply to it, later ones winning.
fn looks() -> [Colours; 4] {
    let tokens = include_str!("../style/tokens.css");
    let blocks: Vec<Colours> = tokens.split(":root {").skip(1).map(colours).collect();
    let [light, dark, light_more, dark_more, _still] =
        <[Colours; 5]>::try_from(blocks).expect("five blocks");
    let layered = |layers: &[&Colours]| {
        layers
            .iter()
            .copied()
            .flatten()
            .map(|(k, v)| (*k, *v))
            .collect()
    };
    [
        layered(&[&light]),
        layered(&[&light, &dark]),
        layered(&[&light, &light_more]),
        layered(&[&light, &dark, &light_more, &dark_more]),
    ]
}

fn colours(block: &'static str) -> Colours {
    let block = block.split('}').next().unwrap_or_default();
    let entry = |line: &'static str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
        let value = value.split(';').next()?;
        (value.len() == 7 && value.starts_with('#')).then_some((name, value))
    };
    block.lines().filter_map(entry).collect()
}

fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[track_caller]
fn check(look: &Colours, front: &str, backs: &[&str], least: f64) {
    for back in backs {
        let found = contrast(look[front], look[back]);
        let paper = look["paper"];
        assert!(
            found >= least,
            "--{front} on --{back} has {found:.2}, where paper is {paper}"
        );
    }
}

#[test]
fn texts_can_be_read() {
    for look in looks() {
        for text in ["ink", "soft", "accent", "danger", "warn", "good"] {
            check(&look, text, &GROUNDS, 4.5);
        }
        for text in ["ink", "soft", "danger", "accent"] {
            check(&look, text, &TINTS, 4.5);
        }
        check(&look, "on-accent", &["accent", "accent-strong"], 4.5);
    }
}

#[test]
fn what_is_used_stands_out() {
    for look in looks() {
        for edge in ["edge", "accent", "danger", "focus"] {
            check(&look, edge, &GROUNDS, 3.0);
            check(&look, edge, &["accent-soft"], 3.0);
        }
    }
}

#[test]
fn tables_are_seen() {
    for look in looks() {
        for table in 1..=12 {
            check(&look, &format!("table-{table}"), &["paper", "sheet"], 3.0);
        }
    }
}
