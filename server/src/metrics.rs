//! What the server counts of itself, for `/metrics`.

use std::time::Duration;

use bordsvis_shared::protocol::RefusalReason;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

/// All counters. Cheap to clone: clones count together.
#[derive(Clone)]
pub struct Metrics {
    /// WebSockets that are open.
    pub connections: Gauge,
    /// Boards that are loaded.
    pub boards: Gauge,
    /// Entries that were taken.
    pub saved: Counter,
    /// Updates, commands and joins that were refused.
    refused: Family<Reason, Counter>,
    /// Bytes that were written to WebSockets.
    pub sent: Counter,
    /// How long a batch of entries took to fold, in seconds.
    fold: Histogram,
    /// How long an entry took from its append until it was durable, in seconds.
    durable: Histogram,
    /// Checkpoints that were stored.
    pub checkpoints: Counter,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

impl Metrics {
    /// Counters at zero, registered in `registry`.
    pub fn new(registry: &mut Registry) -> Self {
        // From 50 µs to 26 s, doubling.
        let seconds = || Histogram::new(exponential_buckets(50e-6, 2.0, 20));
        let metrics = Self {
            connections: Gauge::default(),
            boards: Gauge::default(),
            saved: Counter::default(),
            refused: Family::default(),
            sent: Counter::default(),
            fold: seconds(),
            durable: seconds(),
            checkpoints: Counter::default(),
        };
        let m = metrics.clone();
        registry.register("connections", "Open WebSockets", m.connections);
        registry.register("boards", "Loaded boards", m.boards);
        registry.register("entries_saved", "Entries taken", m.saved);
        registry.register(
            "refused",
            "Updates, commands and joins refused, by reason",
            m.refused,
        );
        registry.register_with_unit("sent", "Sent to WebSockets", Unit::Bytes, m.sent);
        let fold = "Time to fold a batch of entries";
        registry.register_with_unit("fold", fold, Unit::Seconds, m.fold);
        let durable = "Time from an append until the entry is durable";
        registry.register_with_unit("durable", durable, Unit::Seconds, m.durable);
        registry.register("checkpoints", "Checkpoints stored", m.checkpoints);
        metrics
    }

    /// Counts a refusal.
    pub fn refused(&self, reason: RefusalReason) {
        let reason = reason.as_str();
        self.refused.get_or_create(&Reason { reason }).inc();
    }

    /// Counts the fold of a batch.
    pub fn folded(&self, took: Duration) {
        self.fold.observe(took.as_secs_f64());
    }

    /// Counts an entry that became durable.
    pub fn durable(&self, took: Duration) {
        self.durable.observe(took.as_secs_f64());
    }
}

/// All that was counted, in the text format of OpenMetrics.
pub fn render(registry: &Registry) -> String {
    let mut text = String::new();
    text::encode(&mut text, registry).expect("writing to a text can't fail");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_count_together() {
        let mut registry = Registry::with_prefix("bordsvis");
        let metrics = Metrics::new(&mut registry);
        metrics.clone().refused(RefusalReason::Locked);
        metrics.refused(RefusalReason::Locked);
        let text = render(&registry);
        let line = r#"bordsvis_refused_total{reason="locked"} 2"#;
        assert!(text.lines().any(|l| l == line), "{text}");
    }
}
