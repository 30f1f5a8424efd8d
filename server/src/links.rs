//! The addresses that people are given. Secrets stand in the fragment, which a browser never sends.

use std::sync::Arc;

use bordsvis_shared::id::{BoardId, JoinCode};

use crate::access::Token;

/// Makes addresses on this server as people see it.
#[derive(Debug, Clone)]
pub struct Links(Arc<str>);

impl Links {
    /// Addresses below `public_url`.
    pub fn new(public_url: &str) -> Self {
        Self(public_url.trim_end_matches('/').into())
    }

    /// The server's own address, without a slash at the end.
    pub fn home(&self) -> &str {
        &self.0
    }

    /// Where people join a board.
    pub fn join(&self, code: &JoinCode) -> String {
        format!("{}/join#{code}", self.0)
    }

    /// Where a board is led.
    pub fn facilitator(&self, board: &BoardId, token: &Token) -> String {
        format!("{}/facilitator#{board}/{}", self.0, token.as_str())
    }

    /// Where a participant goes on with another device.
    pub fn device(&self, board: &BoardId, ticket: &Token) -> String {
        format!("{}/device#{board}/{}", self.0, ticket.as_str())
    }

    /// The big screen of a board.
    pub fn screen(&self, board: &BoardId, token: &Token) -> String {
        format!("{}/screen#{board}/{}", self.0, token.as_str())
    }
}
