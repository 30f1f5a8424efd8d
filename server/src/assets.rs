//! The client as a browser asks for it: pages, and the files that they load. A release build carries them inside;
//! a debug build reads them from `target/web/dist`. Knows no board and no token.

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderName, StatusCode, Uri,
        header::{
            ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG,
            IF_NONE_MATCH, VARY,
        },
    },
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

/// The addresses that open the client. Which screen it shows there is its own matter.
pub const PAGES: [&str; 10] = [
    "/",
    "/join",
    "/table",
    "/device",
    "/facilitator",
    "/screen",
    "/remote",
    "/cards",
    "/worksheets",
    "/accessibility",
];

const INDEX: &str = "index.html";

/// Below this folder a name changes with its content, so that no browser ever asks twice.
const VERSIONED: &str = "assets/";

const FOR_GOOD: &str = "public, max-age=31536000, immutable";
const ASK_ANEW: &str = "no-cache";

const UNBUILT: &str =
    "This server was built without the client. Build it with: cargo xtask build\n";
const UNKNOWN: &str = "Sidan finns inte. There is no such page.\n";

/// What `cargo xtask build` and `cargo xtask run` put together; missing after a plain `cargo build`.
#[derive(RustEmbed)]
#[folder = "../target/web/dist"]
#[allow_missing = true]
struct Client;

/// Answers with a page or a file of the client: `.fallback_service(get(assets::serve))`.
pub async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    serve_from::<Client>(uri.path(), &headers)
}

fn serve_from<Files: RustEmbed>(path: &str, asked: &HeaderMap) -> Response {
    let name = if PAGES.contains(&path) {
        INDEX
    } else {
        path.trim_start_matches('/')
    };
    let Some(file) = Files::get(name) else {
        return missing::<Files>(name, asked);
    };

    // A weak tag, as it stands for the content whichever way that is encoded.
    let tag = format!("W/\"{}\"", hex(&file.metadata.sha256_hash()));
    let known = listed(asked, IF_NONE_MATCH).any(|known| known == tag);
    let caching = if name.starts_with(VERSIONED) {
        FOR_GOOD
    } else {
        ASK_ANEW
    };
    let common = [
        (CACHE_CONTROL, caching),
        (ETAG, &tag),
        (VARY, "accept-encoding"),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }

    let kind = [(CONTENT_TYPE, file.metadata.mimetype().to_owned())];
    let takes_brotli = listed(asked, ACCEPT_ENCODING).any(is_brotli);
    match takes_brotli
        .then(|| Files::get(&format!("{name}.br")))
        .flatten()
    {
        Some(twin) => (
            common,
            kind,
            [(CONTENT_ENCODING, "br")],
            Body::from(twin.data),
        )
            .into_response(),
        None => (common, kind, Body::from(file.data)).into_response(),
    }
}

/// Says that something is not there; to a person by the client, which has a page for it.
fn missing<Files: RustEmbed>(name: &str, asked: &HeaderMap) -> Response {
    if name == INDEX {
        return (StatusCode::SERVICE_UNAVAILABLE, UNBUILT).into_response();
    }
    let for_a_person = listed(asked, ACCEPT).any(|kind| kind.starts_with("text/html"));
    match Files::get(INDEX).filter(|_| for_a_person) {
        Some(index) => {
            let kind = [(CONTENT_TYPE, index.metadata.mimetype().to_owned())];
            (StatusCode::NOT_FOUND, kind, Body::from(index.data)).into_response()
        }
        None => (StatusCode::NOT_FOUND, UNKNOWN).into_response(),
    }
}

/// The items of a header that is a list.
fn listed(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let values = headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim)
}

/// Whether an item of Accept-Encoding takes brotli: `br` or `br;q=0.8`, but not `br;q=0`.
fn is_brotli(item: &str) -> bool {
    let (encoding, quality) = item.split_once(";q=").unwrap_or((item, "1"));
    encoding.trim_end() == "br" && quality.parse::<f32>().is_ok_and(|quality| quality > 0.0)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use axum::{
        Router,
        body::to_bytes,
        http::{Method, Request, header::CONTENT_LENGTH},
        routing::get,
    };
    use tower::ServiceExt;

    use super::*;

    #[derive(RustEmbed)]
    #[folder = "testdata/client"]
    struct Built;

    #[derive(RustEmbed)]
    #[folder = "testdata/unbuilt"]
    #[allow_missing = true]
    struct Unbuilt;

    async fn ask<Files: RustEmbed>(
        method: Method,
        path: &str,
        headers: &[(HeaderName, &str)],
    ) -> (Response<()>, String) {
        let router =
            Router::new().fallback_service(get(|uri: Uri, headers: HeaderMap| async move {
                serve_from::<Files>(uri.path(), &headers)
            }));
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let response = router
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (
            Response::from_parts(parts, ()),
            String::from_utf8(body.to_vec()).unwrap(),
        )
    }

    fn header<'a>(response: &'a Response<()>, name: &HeaderName) -> Option<&'a str> {
        response
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap())
    }

    #[tokio::test]
    async fn every_page_opens_the_client_and_is_asked_for_anew() {
        for page in PAGES {
            let (response, body) = ask::<Built>(Method::GET, page, &[]).await;
            assert_eq!(
                (response.status(), body.as_str()),
                (StatusCode::OK, "<p>Bordsvis</p>\n"),
                "{page}"
            );
            assert_eq!(header(&response, &CONTENT_TYPE), Some("text/html"));
            assert_eq!(header(&response, &CACHE_CONTROL), Some("no-cache"));
        }
    }

    #[tokio::test]
    async fn what_has_its_version_in_its_name_is_kept_for_good() {
        let (response, body) = ask::<Built>(Method::GET, "/assets/1f/client.js", &[]).await;
        assert_eq!(body, "export {};\n");
        assert_eq!(header(&response, &CONTENT_TYPE), Some("text/javascript"));
        assert_eq!(header(&response, &CACHE_CONTROL), Some(FOR_GOOD));
    }

    #[tokio::test]
    async fn the_compressed_twin_goes_only_to_those_who_take_it() {
        let compressed = [
            ("br", true),
            ("gzip, deflate, br", true),
            ("gzip;q=1, br;q=0.5", true),
        ];
        let plain = [
            ("", false),
            ("gzip, deflate", false),
            ("gzip, br;q=0", false),
            ("brr", false),
        ];
        for (accepted, twin) in compressed.into_iter().chain(plain) {
            let (response, body) =
                ask::<Built>(Method::GET, "/", &[(ACCEPT_ENCODING, accepted)]).await;
            assert_eq!(
                header(&response, &CONTENT_ENCODING),
                twin.then_some("br"),
                "{accepted}"
            );
            assert_eq!(body == "the twin of index.html\n", twin, "{accepted}");
            assert_eq!(header(&response, &CONTENT_TYPE), Some("text/html"));
            assert_eq!(header(&response, &VARY), Some("accept-encoding"));
        }
        let (response, _) = ask::<Built>(
            Method::GET,
            "/assets/1f/client.js",
            &[(ACCEPT_ENCODING, "br")],
        )
        .await;
        assert_eq!(
            header(&response, &CONTENT_ENCODING),
            None,
            "a file without a twin goes as it is"
        );
    }

    #[tokio::test]
    async fn what_the_browser_has_is_not_sent_again() {
        let (response, _) = ask::<Built>(Method::GET, "/", &[]).await;
        let tag = header(&response, &ETAG).unwrap();
        let known = format!("\"other\", {tag}");
        let (response, body) = ask::<Built>(Method::GET, "/join", &[(IF_NONE_MATCH, &known)]).await;
        assert_eq!(
            (response.status(), body.as_str()),
            (StatusCode::NOT_MODIFIED, "")
        );
        let (response, _) = ask::<Built>(Method::GET, "/", &[(IF_NONE_MATCH, "\"other\"")]).await;
        assert_eq!(response.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn head_tells_the_same_without_a_body() {
        let (response, body) = ask::<Built>(Method::HEAD, "/", &[]).await;
        assert_eq!((response.status(), body.as_str()), (StatusCode::OK, ""));
        assert_eq!(header(&response, &CONTENT_LENGTH), Some("16"));
        let (response, _) = ask::<Built>(Method::POST, "/", &[]).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    }

    #[tokio::test]
    async fn nothing_else_is_served() {
        for path in [
            "/nowhere",
            "/assets/2e/client.js",
            "/../../Cargo.toml",
            "/%2e%2e/%2e%2e/Cargo.toml",
            "//etc/passwd",
            "/assets",
        ] {
            let (response, _) = ask::<Built>(Method::GET, path, &[]).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[tokio::test]
    async fn a_person_who_has_gone_astray_is_told_so_by_the_client() {
        let accepted = "text/html,application/xhtml+xml,*/*;q=0.8";
        let (response, body) = ask::<Built>(Method::GET, "/nowhere", &[(ACCEPT, accepted)]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(header(&response, &CONTENT_TYPE), Some("text/html"));
        assert_eq!(body, "<p>Bordsvis</p>\n");
        let (response, body) = ask::<Built>(Method::GET, "/nowhere", &[(ACCEPT, "*/*")]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(body, UNKNOWN);
    }

    #[tokio::test]
    async fn a_server_without_the_client_says_how_to_get_it() {
        let (response, body) = ask::<Unbuilt>(Method::GET, "/", &[]).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(body.contains("cargo xtask build"), "{body}");
    }
}
