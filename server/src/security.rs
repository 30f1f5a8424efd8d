//! What every answer tells the browser to refuse.

use axum::{
    http::{HeaderValue, header::CACHE_CONTROL},
    response::Response,
};

/// Everything comes from this server, and only what the client needs may run. `'wasm-unsafe-eval'` allows WebAssembly alone, not
/// `eval`. That `connect-src 'self'` covers WebSockets holds from Chrome 71, Firefox 50 and Safari 16, which is also
/// where `'wasm-unsafe-eval'` starts in Safari.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
     script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; \
     img-src 'self' data:; \
     connect-src 'self'; \
     font-src 'self'; \
     manifest-src 'self'; \
     worker-src 'self'; \
     base-uri 'none'; \
     form-action 'self'; \
     frame-ancestors 'none'";

/// What a page may ask of the device: the screen stays awake and fills the wall, a link is copied.
const PERMISSIONS_POLICY: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), \
     clipboard-write=(self), fullscreen=(self), screen-wake-lock=(self)";

const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("permissions-policy", PERMISSIONS_POLICY),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
];

/// Adds the headers to every answer: `.layer(map_response(security_headers))`. What says nothing of caching
/// is not cached, since it may hold a token.
pub async fn security_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;

    use super::*;

    #[tokio::test]
    async fn every_answer_carries_the_headers() {
        let response = security_headers("hej".into_response()).await;
        for (name, value) in HEADERS {
            assert_eq!(response.headers()[name], value);
        }
    }

    #[tokio::test]
    async fn only_what_asks_for_it_is_cached() {
        let silent = security_headers("hej".into_response()).await;
        assert_eq!(silent.headers()[CACHE_CONTROL], "no-store");
        let cached = security_headers([(CACHE_CONTROL, "no-cache")].into_response()).await;
        assert_eq!(cached.headers()[CACHE_CONTROL], "no-cache");
    }
}
