//! Whether a page can be used by everyone: axe-core looks for what breaks WCAG 2.2 A and AA.

use std::fs;

use serde::Deserialize;
use serde_json::json;

use super::{Scheme, Window};
use crate::npm;

/// Lets axe-core look at a page on which nothing sticks to an edge of the window. What does lies over
/// whatever is scrolled there at the moment, which people scroll on; axe-core would find it too small.
const UNSTUCK: &str = r#"(async () => {
    const all = [...document.querySelectorAll('*')];
    const stuck = all.filter(one => getComputedStyle(one).position === 'sticky');
    for (const one of stuck) one.style.setProperty('position', 'static', 'important');
    const { violations } = await axe.run(document, OPTIONS);
    for (const one of stuck) one.style.removeProperty('position');
    return violations;
})()"#;

/// A rule that a page breaks.
#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

/// Where it breaks it.
#[derive(Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary")]
    summary: String,
}

impl Window {
    /// Looks at a state of the view in light and in dark: leaves a picture of it in `target/screenshots`,
    /// and fails where it breaks WCAG 2.2 A or AA.
    pub async fn inspect(&self, state: &str) {
        let mut broken = Vec::new();
        for scheme in Scheme::ALL {
            self.prefer(scheme).await;
            let picture = [state, self.language().code(), scheme.name()].join("-");
            self.photograph(&picture).await;
            broken.extend(
                self.violations()
                    .await
                    .iter()
                    .map(|violation| violation.describe(scheme)),
            );
        }
        self.prefer(Scheme::Light).await;
        assert!(
            broken.is_empty(),
            "{} breaks WCAG in the state {state:?}:\n{}",
            self.name(),
            broken.join("\n")
        );
    }

    async fn violations(&self) -> Vec<Violation> {
        if self.evaluate("typeof axe").await != "object" {
            let folder = npm::installed("browser").await;
            let path = folder.join("node_modules/axe-core/axe.min.js");
            let axe = fs::read_to_string(path).expect("axe-core is installed");
            self.evaluate(&format!("{axe}; 0")).await;
        }
        let options = json!({
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
            "resultTypes": ["violations"],
        });
        let script = UNSTUCK.replace("OPTIONS", &options.to_string());
        let found = self.evaluate(&script).await;
        serde_json::from_value(found).expect("axe-core's shape")
    }
}

impl Violation {
    fn describe(&self, scheme: Scheme) -> String {
        let nodes = self.nodes.iter().map(|node| {
            let html: String = node.html.chars().take(200).collect();
            format!(
                "\n    {html}\n      {}",
                node.summary.replace('\n', "\n      ")
            )
        });
        let nodes: String = nodes.collect();
        format!("{} ({}): {}{nodes}", self.id, scheme.name(), self.help)
    }
}
