//! The languages that the bot speaks.

use serde::{Deserialize, Serialize};

/// A language of the bot. A reply is in the person's, a board in its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// American English: the one that stands in where a locale has no language of its own.
    #[default]
    #[serde(rename = "en-US")]
    EnUs,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::EnUs, Self::ZhCn];

    /// The tag, as Discord writes locales.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::EnUs => "en-US",
            Self::ZhCn => "zh-CN",
        }
    }

    /// The language of a tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The language nearest to a locale: any Chinese reads Simplified Chinese, all others English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.split(['-', '_']).next() == Some("zh") { Self::ZhCn } else { Self::EnUs }
    }
}
