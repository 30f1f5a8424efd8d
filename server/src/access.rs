//! Secrets and ids: drawn here, and nowhere else. What a token allows is decided by the room's
//! [state](crate::room::state).

use std::fmt;

use crate::room::entry::TokenHash;

/// The letters and digits of a token: 32 of them, so that each stands for five bits.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The secret that names a participant. Whoever has it is that participant.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one: 160 random bits as 32 letters and digits.
    pub fn draw() -> Self {
        let random: [u8; 20] = random();
        let letters = random.chunks(5).flat_map(|chunk| {
            let bits = chunk.iter().fold(0, |bits, b| bits << 8 | u64::from(*b));
            (0..8).map(move |i| LETTERS[(bits >> (35 - 5 * i)) as usize % 32] as char)
        });
        Self(letters.collect())
    }

    /// The secret itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

/// Never shows the secret, so that no log does.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Random bytes from the operating system.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn tokens_are_long_and_differ_in_every_place() {
        let tokens: Vec<Token> = (0..200).map(|_| Token::draw()).collect();
        for place in 0..32 {
            let letters: HashSet<u8> = tokens.iter().map(|t| t.0.as_bytes()[place]).collect();
            assert!(
                letters.len() > 16,
                "place {place} has {} letters",
                letters.len()
            );
        }
        assert!(tokens.iter().all(|token| token.0.len() == 32));
    }
}
