//! What is read from JSON, and what is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use serde::Serialize;

use super::*;
use crate::id::TableNo;

/// A bit of everything that the client reads.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct All {
    one: Kind,
    many: Vec<Kind>,
    pair: (String, i64),
    numbered: BTreeMap<TableNo, BTreeSet<u8>>,
    at: f64,
    some: Option<bool>,
    #[serde(default)]
    missing: u16,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Plain,
    Holding(i64),
    Named {
        text: String,
        deep: Option<Box<Kind>>,
    },
}

fn all() -> All {
    let named = Kind::Named {
        text: "å \"ä\" \u{1f600}\n".to_owned(),
        deep: Some(Box::new(Kind::Holding(-3))),
    };
    All {
        one: Kind::Plain,
        many: vec![named, Kind::Holding(1_700_000_000_000), Kind::Plain],
        pair: (String::new(), 7),
        numbered: BTreeMap::from([(TableNo(1), [1, 2].into()), (TableNo(12), [].into())]),
        at: 1.5,
        some: None,
        missing: 0,
    }
}

fn same<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T) {
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(read::<T>(&text), Ok(value), "{text}");
}

#[test]
fn what_was_written_is_read() {
    same(all());
    crate::method::all().iter().cloned().for_each(same);
    same(1.0);
}

#[test]
fn what_is_not_known_is_passed_over_and_what_has_a_default_may_be_missing() {
    let mut written = serde_json::to_value(all()).unwrap();
    let fields = written.as_object_mut().unwrap();
    fields.remove("missing");
    fields.insert(
        "newer".to_owned(),
        serde_json::json!({ "a": [1, { "b": null }] }),
    );
    assert_eq!(read(&written.to_string()), Ok(all()));
}

#[test]
fn what_says_something_else_is_refused() {
    let refused = |text: &str| assert_eq!(read::<Kind>(text), Err(Misread), "{text}");
    for text in [
        "",
        "{",
        "null",
        "\"unknown\"",
        "\"holding\"",
        "{\"plain\":1}",
        "{\"holding\":\"\"}",
        "{\"holding\":1,\"plain\":null}",
        "{\"named\":{\"deep\":null}}",
        "{\"named\":[\"\",null]}",
        "\"plain\" \"plain\"",
    ] {
        refused(text);
    }
    assert_eq!(read::<u8>("256"), Err(Misread));
    assert_eq!(read::<u8>("-1"), Err(Misread));
    assert_eq!(read::<Vec<u8>>("{}"), Err(Misread));
    assert_eq!(read::<bool>("1"), Err(Misread));
}
