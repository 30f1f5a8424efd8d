//! The big screen.

use serde_json::Value;

use crate::browser::Window;

/// The big screen, in the window that stands before the whole room.
pub struct Screen {
    /// The window.
    pub window: Window,
}

/// Looks for whatever can't be read from the last row, in a window that is as large as the stage: text under
/// 32 px, text outside its box or over other text, and words that are broken over two lines.
const ILLEGIBLE: &str = r"
(() => {
    const stage = document.querySelector('.stage');
    const found = [];
    const quote = text => JSON.stringify(text.trim().slice(0, 60));
    // A glyph reaches a little beyond its line.
    const inside = (inner, outer, slack) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
        && inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
    const body = stage.querySelector('.stage-body')?.getBoundingClientRect() ?? stage.getBoundingClientRect();
    const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent;
        if (!text.trim()) continue;
        const holder = node.parentElement;
        if (holder.closest('.unseen')) continue;
        const size = parseFloat(getComputedStyle(holder).fontSize);
        if (size < 32) found.push(`${quote(text)} is ${size} px high`);
        const frame = holder.closest('.stage-body') ? body : stage.getBoundingClientRect();
        const range = document.createRange();
        for (const { index, 0: word } of text.matchAll(/\S+/g)) {
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const rects = [...range.getClientRects()];
            const lines = new Set(rects.map(rect => Math.round(rect.top)));
            if (lines.size > 1) found.push(`${quote(word)} is broken`);
            for (const rect of rects) {
                if (!inside(rect, frame, 8)) found.push(`${quote(word)} of ${quote(text)} is outside`);
                const box = holder.closest('p, h1, h2, th, td, span').getBoundingClientRect();
                if (!inside(rect, box, 24)) found.push(`${quote(word)} of ${quote(text)} leaves its box`);
            }
        }
    }
    for (const box of stage.querySelectorAll('.stage-header, .stage-body, .stage-quadrant, .stage-quadrant ul, td, th, section'))
        if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 8)
            found.push(`${box.className || box.tagName} holds ${box.scrollWidth} × ${box.scrollHeight} in ${box.clientWidth} × ${box.clientHeight}: ${quote(box.textContent)}`);
    const texts = [...stage.querySelectorAll('p, h1, h2, h2 > span, .stage-row-cell > span, th')].filter(box =>
        box.textContent.trim() && !box.querySelector('p, h1, h2, span'));
    const rects = texts.map(box => box.getBoundingClientRect());
    for (let one = 0; one < rects.length; one++)
        for (let other = one + 1; other < rects.length; other++) {
            const [a, b] = [rects[one], rects[other]];
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 1 && down > 4) found.push(`${quote(texts[one].textContent)} lies over ${quote(texts[other].textContent)}`);
        }
    return found;
})()
";

impl Screen {
    /// The page that a window shows, once it shows the board's code.
    pub async fn at(window: &Window, code: &str) -> Self {
        window.reads(code).await;
        Self {
            window: window.clone(),
        }
    }

    /// Inspects a way of the screen, and fails where something of it can't be read from the last row.
    pub async fn inspect(&self, state: &str) {
        self.window.inspect(state).await;
        let found = self.window.evaluate(ILLEGIBLE).await;
        let found = found.as_array().map_or(&[][..], Vec::as_slice);
        let found: Vec<_> = found.iter().filter_map(Value::as_str).collect();
        assert!(
            found.is_empty(),
            "not everyone can read the screen in the state {state:?}:\n{}",
            found.join("\n")
        );
    }
}
