//! What an operator can set: the command line, each option also as an environment variable.

use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::path::PathBuf;

use axum::http::uri::Authority;
use clap::{Args, Parser, Subcommand};

/// Bordsvis: a workshop board that groups at tables, a facilitator and a projector share live.
#[derive(Debug, Parser)]
#[command(name = "bordsvis", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve boards.
    Serve(ServeOptions),
    /// Serve a filled board, on a throw-away data folder, where simulated tables keep writing.
    Demo(DemoOptions),
}

/// Options of `bordsvis serve`.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// Options that every way of serving has.
    #[command(flatten)]
    pub common: CommonOptions,
    /// The folder that holds all boards; made if it is not there.
    #[arg(
        long,
        env = "BORDSVIS_DATA",
        default_value = "bordsvis-data",
        value_name = "DIR"
    )]
    pub data: PathBuf,
}

/// Options of `bordsvis demo`.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// Options that every way of serving has.
    #[command(flatten)]
    pub common: CommonOptions,
}

/// Options that every way of serving has.
#[derive(Debug, Clone, Args)]
pub struct CommonOptions {
    /// The address and port to listen on.
    #[arg(
        long,
        env = "BORDSVIS_LISTEN",
        default_value = "127.0.0.1:3000",
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,
    /// The address that people reach the server at, such as `https://bord.example.se`; it is what
    /// links and QR codes carry.
    #[arg(long, env = "BORDSVIS_PUBLIC_URL", value_name = "URL", value_parser = parse_public_url)]
    pub public_url: Option<String>,
    /// A key that whoever creates a board must give; without it, everyone may.
    #[arg(
        long,
        env = "BORDSVIS_CREATE_KEY",
        value_name = "KEY",
        hide_env_values = true,
        value_parser = parse_create_key
    )]
    pub create_key: Option<String>,
}

impl CommonOptions {
    /// The address that people reach the server at, for one that listens on `bound`. A server that
    /// listens on every interface is best known by the one that leads out of the machine, so that a
    /// phone on the same network can follow a QR code.
    pub fn public_url(&self, bound: SocketAddr) -> String {
        self.public_url.clone().unwrap_or_else(|| {
            let ip = if bound.ip().is_unspecified() {
                outward_ip()
            } else {
                bound.ip()
            };
            format!("http://{}", SocketAddr::new(ip, bound.port()))
        })
    }
}

/// The address of the interface that leads out. Nothing is sent: connecting a UDP socket only asks
/// for the route, here to an address reserved for documentation (RFC 5737).
fn outward_ip() -> IpAddr {
    let route = || {
        let socket = UdpSocket::bind("0.0.0.0:0")?;
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    };
    route().map_or(IpAddr::from([127, 0, 0, 1]), |address| address.ip())
}

fn parse_public_url(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/').to_ascii_lowercase();
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let authority = rest.and_then(|rest| rest.parse::<Authority>().ok());
    let is_plain = authority.is_some_and(|authority| {
        let host = authority.host();
        let port = authority.port_u16().filter(|port| *port > 0);
        let without_user = port.map_or(host.to_owned(), |port| format!("{host}:{port}"));
        !host.is_empty() && authority == *without_user
    });
    if is_plain {
        Ok(text)
    } else {
        Err("it reads http:// or https://, a host and perhaps a port, and no path".to_owned())
    }
}

/// An empty key would let everyone in, and what no header carries nobody.
fn parse_create_key(text: &str) -> Result<String, String> {
    let carried = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if carried && !text.is_empty() && text.trim() == text {
        Ok(text.to_owned())
    } else {
        Err(
            "it is made of ASCII letters, digits and signs, without a space at either end"
                .to_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_public_url_is_an_origin() {
        assert_eq!(
            parse_public_url("https://bord.example.se/").unwrap(),
            "https://bord.example.se"
        );
        assert_eq!(
            parse_public_url("http://10.0.0.7:3000").unwrap(),
            "http://10.0.0.7:3000"
        );
        assert_eq!(
            parse_public_url("HTTPS://Bord.Example.se").unwrap(),
            "https://bord.example.se",
            "as browsers name it where they say which page connects"
        );
        assert!(parse_public_url("http://[::1]:3000").is_ok());
        for wrong in [
            "",
            "bord.example.se",
            "ftp://a",
            "https://",
            "https://:3000",
            "https://a:b",
            "https://a:70000",
            "https://a b",
            "https://å.se",
            "https://a/b",
            "https://a?b",
            "https://u@a",
            "https://a#b",
            "https://a:",
        ] {
            assert!(parse_public_url(wrong).is_err(), "{wrong} was taken");
        }
    }

    #[test]
    fn a_create_key_is_one_that_can_be_given() {
        assert_eq!(parse_create_key("open sesame").unwrap(), "open sesame");
        for wrong in ["", " ", "sesame ", "sésame", "a\nb"] {
            assert!(parse_create_key(wrong).is_err(), "{wrong:?} was taken");
        }
    }

    #[test]
    fn without_a_public_url_the_listening_address_is_public() {
        let options = Cli::parse_from(["bordsvis", "serve"]);
        let Command::Serve(serve) = options.command else {
            panic!("serve")
        };
        let bound = "127.0.0.1:4000".parse().unwrap();
        assert_eq!(serve.common.public_url(bound), "http://127.0.0.1:4000");
        let everywhere = serve.common.public_url("0.0.0.0:4000".parse().unwrap());
        assert!(everywhere.ends_with(":4000") && !everywhere.contains("0.0.0.0"));
    }
}
