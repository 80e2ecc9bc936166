//! The page at `/`: a Discord client in the browser, its files inside the binary.

use crate::world::World;
use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{HeaderValue, Response, StatusCode, header},
    routing::get,
};
use include_dir::{Dir, include_dir};
use std::sync::Arc;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/page");

/// What the page may load and do: its own files, and talk with this world. Nothing that anybody wrote can add to that.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(crate) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/", get(async || serve("index.html")))
        .route("/page/{*path}", get(async |Path(path): Path<String>| serve(&path)))
}

fn serve(path: &str) -> Response<Body> {
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => return missing(),
    };
    let Some(file) = FILES.get_file(path) else { return missing() };
    let mut response = Response::new(Body::from(file.contents()));
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        // Another version of the binary brings other files under the same names.
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn missing() -> Response<Body> {
    let mut response = Response::new(Body::from("There is no such file."));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
