//! The answers that a client waits for, of one document: exactly one for each update, in the order
//! in which the updates came. Some are known at once, others only when the log has spoken.

use std::collections::VecDeque;

use bordsvis_shared::protocol::Refusal;

/// What became of an update.
pub(super) type Verdict = Result<(), Refusal>;

/// The answers that are still to be given.
#[derive(Default)]
pub(super) struct Verdicts(VecDeque<(Option<u64>, Option<Verdict>)>);

impl Verdicts {
    /// An update came whose verdict is known.
    pub fn known(&mut self, verdict: Verdict) {
        self.0.push_back((None, Some(verdict)));
    }

    /// An update came that was appended under this number.
    pub fn await_entry(&mut self, nonce: u64) {
        self.0.push_back((Some(nonce), None));
    }

    /// The log has spoken.
    pub fn settle(&mut self, nonce: u64, verdict: Verdict) {
        let waiting = self.0.iter_mut().find(|(of, _)| *of == Some(nonce));
        if let Some((_, settled)) = waiting {
            *settled = Some(verdict);
        }
    }

    /// Takes the next answer that may be given.
    pub fn next(&mut self) -> Option<Verdict> {
        let (_, verdict) = self.0.pop_front_if(|(_, verdict)| verdict.is_some())?;
        verdict
    }
}

#[cfg(test)]
mod tests {
    use bordsvis_shared::protocol::RefusalReason;

    use super::*;
    use crate::room::refusal;

    #[test]
    fn answers_keep_the_order_of_the_updates() {
        let refused = || Err(refusal(RefusalReason::Rate, "too much"));
        let mut verdicts = Verdicts::default();
        verdicts.await_entry(1);
        verdicts.known(refused());
        verdicts.await_entry(2);
        assert_eq!(verdicts.next(), None);
        verdicts.settle(2, Ok(()));
        assert_eq!(verdicts.next(), None);
        verdicts.settle(1, Ok(()));
        let all: Vec<_> = std::iter::from_fn(|| verdicts.next()).collect();
        assert_eq!(all, [Ok(()), refused(), Ok(())]);
    }
}
