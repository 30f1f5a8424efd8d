//! The methods that come with the product, read from the data files in `methods/`.

use std::sync::LazyLock;

use serde::Deserialize;
use toml::{Table, Value};

use super::{InvalidMethod, Method, Step, Text};
use crate::id::{InvalidId, MethodId};

/// Who has ten minutes to prepare takes this method, so it is offered first.
pub(super) const PRESET: &str = "grund";

/// Name, without its ending, and content of each file, listed by the build script.
pub(super) const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/method_files.rs"));

/// What several methods use by name, for example `rows = "life-conditions"`.
const SHARED_HEADINGS: &str = include_str!("headings.toml");

/// Every method, the preset first.
pub fn all() -> &'static [Method] {
    static METHODS: LazyLock<Vec<Method>> = LazyLock::new(|| {
        let shared = toml::from_str(SHARED_HEADINGS).expect("the tests read it");
        let mut methods: Vec<Method> = FILES
            .iter()
            .map(|(name, source)| read(name, source, &shared))
            // The tests read every file, so that none of a finished build is refused.
            .map(|method| method.unwrap_or_else(|invalid| panic!("{invalid}")))
            .collect();
        methods.sort_by_key(|method| method.id.as_str() != PRESET);
        methods
    });
    &METHODS
}

/// The method of that id.
pub fn find(id: &MethodId) -> Option<&'static Method> {
    all().iter().find(|method| method.id == *id)
}

/// What a file says. The method's id is the file's name; the steps are read one by one, so that an
/// error can name the step.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Text,
    summary: Text,
    minutes: u16,
    steps: Vec<Table>,
}

pub(super) fn read(name: &str, source: &str, shared: &Table) -> Result<Method, InvalidMethod> {
    let invalid = |step: Option<String>, flaw: String| InvalidMethod {
        method: name.to_owned(),
        step,
        flaw: flaw.trim_end().to_owned(),
    };
    let file: File = toml::from_str(source).map_err(|e| invalid(None, e.to_string()))?;
    let mut steps = Vec::new();
    for (nr, step) in (1..).zip(file.steps) {
        let id = step.get("id").and_then(Value::as_str);
        let id = id.map_or_else(|| nr.to_string(), str::to_owned);
        steps.push(read_step(step, shared).map_err(|flaw| invalid(Some(id), flaw))?);
    }
    let method = Method {
        id: name
            .parse()
            .map_err(|e: InvalidId| invalid(None, e.to_string()))?,
        title: file.title,
        summary: file.summary,
        minutes: file.minutes,
        steps,
    };
    method.check()?;
    Ok(method)
}

fn read_step(mut step: Table, shared: &Table) -> Result<Step, String> {
    if let Some(layout) = step.get_mut("layout").and_then(Value::as_table_mut) {
        put_in_shared(layout, &["cells"], shared)?;
        if let Some(grid) = layout.get_mut("grid").and_then(Value::as_table_mut) {
            put_in_shared(grid, &["rows", "columns"], shared)?;
        }
    }
    put_in_shared(&mut step, &["balance", "tags"], shared)?;
    step.try_into().map_err(|e| e.to_string())
}

/// Puts the shared headings where their name stands.
fn put_in_shared(layout: &mut Table, places: &[&str], shared: &Table) -> Result<(), String> {
    for place in places {
        if let Some(Value::String(name)) = layout.get(*place) {
            let headings = shared.get(name);
            let headings =
                headings.ok_or_else(|| format!("no shared headings are called {name}"))?;
            layout.insert((*place).to_owned(), headings.clone());
        }
    }
    Ok(())
}
