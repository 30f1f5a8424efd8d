//! A page that is watched while things happen on it: how long its main thread is busy at a stretch,
//! and when notes appear.

use std::time::Duration;

use bordsvis_tests::browser::Window;
use serde_json::{Value, json};
use tokio::time::sleep;

/// Runs before the page's own scripts. A long task is one of more than 50 ms, in which the page answers
/// nobody. An answer is what is drawn after a key or a click; the browser tells how long it took (Event
/// Timing), in steps of 8 ms and if it was more than 16.
const WATCH: &str = r#"
(() => {
    const bench = globalThis.bench = { tasks: [], answers: [], seen: {} };
    const take = entries => bench.tasks.push(...entries.map(task => [task.startTime, task.duration]));
    const observer = new PerformanceObserver(list => take(list.getEntries()));
    observer.observe({ type: 'longtask', buffered: true });
    new PerformanceObserver(list => {
        const asked = list.getEntries().filter(event => event.interactionId);
        bench.answers.push(...asked.map(event => [event.startTime, event.duration]));
    }).observe({ type: 'event', durationThreshold: 16 });
    bench.slowest = (from, to) => Math.max(
        ...bench.answers.filter(([start]) => from <= start && start < to).map(([, took]) => took));
    bench.between = (from, to) => {
        take(observer.takeRecords());
        return bench.tasks.filter(([start]) => from <= start && start < to).map(([, lasted]) => lasted);
    };
    // Whether notes are drawn to the lower edge of a list. Between two of them lie eight pixels.
    const full = list => {
        const { x, width, bottom } = list.getBoundingClientRect();
        const at = above => document.elementFromPoint(x + width / 2, bottom - above);
        return [6, 16].some(above => at(above)?.closest('[data-note]'));
    };
    const count = () => {
        const all = selector => [...document.querySelectorAll(selector)];
        const notes = all('.lead-cell .count').reduce((sum, count) => sum + +count.textContent, 0);
        if (document.querySelector('[data-note]')) bench.first ??= performance.now();
        if (notes >= NOTES && all('.lead-cell:has([data-note]) .lead-notes').every(full))
            bench.all ??= performance.now();
        else requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    bench.follow = () => new MutationObserver(records => {
        const at = performance.timeOrigin + performance.now();
        const touched = records.flatMap(record => [record.target, ...record.addedNodes]);
        for (const { textContent } of touched.filter(node => node.textContent.length < 1000))
            for (const [mark] of textContent.matchAll(/MARK \d+/g)) bench.seen[mark] ??= at;
    }).observe(document, { subtree: true, childList: true, characterData: true });
})()
"#;

/// What the notes begin with whose way to the screens is measured; a number follows.
pub const MARK: &str = "Mätning";

/// How long what something brings about may go on after it, such as what is drawn with the next frames.
const AFTERWARDS: Duration = Duration::from_millis(500);

/// A watched page.
pub struct Page {
    window: Window,
}

/// What a phase took of the page.
pub struct Phase {
    /// How long it lasted.
    pub seconds: f64,
    /// How long each of its long tasks lasted, in milliseconds.
    pub long_tasks: Vec<f64>,
    /// How long the slowest answer to a key or a click took, in milliseconds; none where nothing was
    /// asked, or all came with the next frame.
    pub slowest_answer: Option<f64>,
    /// What the page's main thread did in that time, if it was looked at on both sides of it.
    pub busy: Option<Busy>,
}

/// What a page's main thread has done, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Busy {
    /// Running the program.
    pub script: f64,
    /// Working out how things look and where they lie.
    pub layout: f64,
    /// All of it, with drawing.
    pub all: f64,
}

impl Page {
    /// Opens a page that will count so many notes, and returns when it has loaded, before it shows them.
    pub async fn open(window: Window, url: &str, notes: usize) -> Self {
        let source = WATCH.replace("NOTES", &notes.to_string());
        let source = json!({"source": source.replace("MARK", MARK)});
        window
            .tell_browser("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
        window.tell_browser("Performance.enable", json!({})).await;
        window.go(url).await;
        Self { window }
    }

    /// The page's window.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// What it took to show the first note, from then on to count all and fill what is in view, and both together.
    pub async fn opened(&self) -> [Phase; 3] {
        self.window
            .until("all notes", async || {
                self.evaluate("!!bench.all").await == Value::Bool(true)
            })
            .await;
        let first = self.number("bench.first").await;
        let all = self.number("bench.all").await;
        let busy = self.busy().await;
        let mut opening = self.between(0.0, all).await;
        opening.busy = Some(busy);
        let rest = self.between(first, all).await;
        [self.between(0.0, first).await, rest, opening]
    }

    /// What something takes, with what it brings about.
    pub async fn phase(&self, act: impl AsyncFnOnce()) -> Phase {
        let before = self.busy().await;
        let from = self.number("performance.now()").await;
        act().await;
        sleep(AFTERWARDS).await;
        let to = self.number("performance.now()").await;
        let after = self.busy().await;
        let mut phase = self.between(from, to).await;
        phase.busy = Some(Busy {
            script: after.script - before.script,
            layout: after.layout - before.layout,
            all: after.all - before.all,
        });
        phase.seconds -= AFTERWARDS.as_secs_f64();
        phase
    }

    /// Looks out for marked notes from now on, which takes time of its own.
    pub async fn follow(&self) {
        self.evaluate("bench.follow()").await;
    }

    /// When a marked note appeared, in milliseconds since 1970; waits until it has.
    pub async fn saw(&self, mark: &str) -> f64 {
        let seen = format!("bench.seen[{mark:?}]");
        self.window
            .until(mark, async || !self.evaluate(&seen).await.is_null())
            .await;
        self.number(&seen).await
    }

    /// What a script in the page comes to, as a number.
    pub async fn number(&self, script: &str) -> f64 {
        let number = self.evaluate(script).await;
        number
            .as_f64()
            .unwrap_or_else(|| panic!("{script} is {number}"))
    }

    /// What the main thread has done since the page was opened (DevTools, Performance.getMetrics).
    async fn busy(&self) -> Busy {
        let metrics = self
            .window
            .tell_browser("Performance.getMetrics", json!({}));
        let metrics = metrics.await;
        let spent = |name: &str| {
            let metrics = metrics["metrics"].as_array().into_iter().flatten();
            let mut named = metrics.filter(|metric| metric["name"] == name);
            named.next().map_or(0.0, |metric| {
                metric["value"].as_f64().unwrap_or_default() * 1000.0
            })
        };
        Busy {
            script: spent("ScriptDuration"),
            layout: spent("LayoutDuration") + spent("RecalcStyleDuration"),
            all: spent("TaskDuration"),
        }
    }

    async fn evaluate(&self, script: &str) -> Value {
        self.window.evaluate(script).await
    }

    async fn between(&self, from: f64, to: f64) -> Phase {
        let tasks = self.evaluate(&format!("bench.between({from}, {to})")).await;
        let tasks = tasks.as_array().into_iter().flatten();
        let slowest = self.evaluate(&format!("bench.slowest({from}, {to})")).await;
        Phase {
            slowest_answer: slowest.as_f64(),
            busy: None,
            seconds: (to - from) / 1000.0,
            long_tasks: tasks.filter_map(Value::as_f64).collect(),
        }
    }
}
