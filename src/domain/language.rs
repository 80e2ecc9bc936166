//! The languages that the bot speaks.

/// A language of the bot. A reply is in the person's, a board in its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// American English: the one that stands in where a locale has no language of its own.
    #[default]
    EnUs,
    /// Simplified Chinese.
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

    /// The language nearest to a locale: any Chinese reads Simplified Chinese, all others English.
    pub fn of_locale(locale: &str) -> Self {
        if locale.split(['-', '_']).next() == Some("zh") { Self::ZhCn } else { Self::EnUs }
    }
}
