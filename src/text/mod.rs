//! Words, numbers and dates by locale: everything that people read is put together from here.

pub mod number;

use crate::domain::Language;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

impl Words {
    /// The words of `language`.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// Whose words they are.
    pub const fn language(self) -> Language {
        self.language
    }
}
