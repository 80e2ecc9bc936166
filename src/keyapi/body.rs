//! An answer's bytes, up to a limit.

use reqwest::Response;

/// Bytes of an answer; a page of ten rows is far below a tenth of it.
pub(super) const LIMIT: usize = 5 * 1024 * 1024;

/// Why there is no body.
#[derive(Debug)]
pub(super) enum BodyError {
    TooLarge,
    CutOff(reqwest::Error),
}

/// Reads the body, and stops as soon as it is known to pass the limit.
///
/// # Errors
/// [`BodyError`] when it does, or when the connection breaks before its end.
pub(super) async fn read(mut response: Response) -> Result<Vec<u8>, BodyError> {
    if response.content_length().is_some_and(|length| length > LIMIT as u64) {
        return Err(BodyError::TooLarge);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(BodyError::CutOff)? {
        if body.len() + chunk.len() > LIMIT {
            return Err(BodyError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
