//! Boards in words.

use crate::{commands::Notice, text::Words};

/// A notice about boards as a sentence.
pub(super) fn sentence(words: Words, notice: &Notice) -> String {
    let _ = (words, notice);
    unimplemented!()
}
