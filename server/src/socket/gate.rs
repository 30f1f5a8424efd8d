//! Counts sockets. Whoever has not shown a token yet is a stranger, and strangers are few; a whole
//! venue behind one address is let in all the same, since nobody stays a stranger for long.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use prometheus_client::metrics::gauge::Gauge;

/// The most sockets of strangers. Each may take what one frame does, for as long as the deadline.
const MAX_STRANGERS: usize = 2_000;
/// The most sockets of strangers at one address: more than sit in the largest hall and scan the
/// code in the same moment.
const MAX_STRANGERS_AT_ONE_ADDRESS: usize = 600;
/// The most sockets: four times what we mean to serve, and within what a machine can.
const MAX_SOCKETS: i64 = 20_000;

/// Where every socket enters. Cheap to clone.
#[derive(Clone)]
pub(super) struct Gate {
    counts: Arc<Mutex<Counts>>,
    sockets: Gauge,
}

#[derive(Default)]
struct Counts {
    strangers: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// A socket that was let in.
pub(super) struct Inside(Gate);

/// A socket that has not shown a token yet.
pub(super) struct Stranger {
    gate: Gate,
    address: IpAddr,
}

impl Gate {
    /// Nobody is inside. `sockets` counts those who are.
    pub fn new(sockets: Gauge) -> Self {
        let counts = Arc::default();
        Self { counts, sockets }
    }

    /// Lets a socket in, if there is room for a stranger.
    pub fn enter(&self, address: IpAddr) -> Option<(Inside, Stranger)> {
        let address = place_of(address);
        let mut counts = self.lock();
        let here = counts.by_address.get(&address).copied().unwrap_or(0);
        if self.sockets.get() >= MAX_SOCKETS
            || counts.strangers >= MAX_STRANGERS
            || here >= MAX_STRANGERS_AT_ONE_ADDRESS
        {
            return None;
        }
        self.sockets.inc();
        counts.strangers += 1;
        counts.by_address.insert(address, here + 1);
        let gate = self.clone();
        Some((Inside(self.clone()), Stranger { gate, address }))
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.sockets.dec();
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        let mut counts = self.gate.lock();
        counts.strangers -= 1;
        if let Some(here) = counts.by_address.get_mut(&self.address) {
            *here -= 1;
            if *here == 0 {
                counts.by_address.remove(&self.address);
            }
        }
    }
}

/// What counts as one address: of IPv6 the network, since a household has 2⁶⁴ addresses.
fn place_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            Ipv6Addr::from(network).into()
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_at_one_address_are_limited_until_they_are_known() {
        let gate = Gate::new(Gauge::default());
        let enter = |address: &str| gate.enter(address.parse().unwrap());
        let mut inside: Vec<_> = (0..MAX_STRANGERS_AT_ONE_ADDRESS)
            .map(|i| enter(&format!("2001:db8::{i:x}")).unwrap())
            .collect();
        assert!(enter("2001:db8::ffff:1").is_none());
        let elsewhere = enter("192.0.2.1").unwrap();
        let (known, stranger) = inside.pop().unwrap();
        drop(stranger);
        assert!(enter("2001:db8::ffff:1").is_some());
        drop((known, inside, elsewhere));
        let counts = gate.lock();
        assert_eq!((gate.sockets.get(), counts.strangers), (0, 0));
        assert!(counts.by_address.is_empty());
    }
}
