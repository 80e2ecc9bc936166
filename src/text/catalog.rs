//! The catalogue: what `locales/<tag>/*.ftl` say, in the binary, one bundle a language.

use super::{Arg, number};
use crate::domain::Language;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue, concurrent::FluentBundle};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

/// The files that every language has.
macro_rules! sources {
    ($tag:literal) => {
        [
            include_str!(concat!("../../locales/", $tag, "/alert.ftl")),
            include_str!(concat!("../../locales/", $tag, "/board-command.ftl")),
            include_str!(concat!("../../locales/", $tag, "/board.ftl")),
            include_str!(concat!("../../locales/", $tag, "/common.ftl")),
            include_str!(concat!("../../locales/", $tag, "/creator.ftl")),
            include_str!(concat!("../../locales/", $tag, "/help.ftl")),
            include_str!(concat!("../../locales/", $tag, "/ledger.ftl")),
            include_str!(concat!("../../locales/", $tag, "/notice.ftl")),
            include_str!(concat!("../../locales/", $tag, "/outbox.ftl")),
            include_str!(concat!("../../locales/", $tag, "/post.ftl")),
            include_str!(concat!("../../locales/", $tag, "/ranking.ftl")),
            include_str!(concat!("../../locales/", $tag, "/schedule.ftl")),
            include_str!(concat!("../../locales/", $tag, "/settings.ftl")),
            include_str!(concat!("../../locales/", $tag, "/watch-command.ftl")),
            include_str!(concat!("../../locales/", $tag, "/watch.ftl")),
        ]
    };
}

static BUNDLES: LazyLock<[Bundle; Language::ALL.len()]> = LazyLock::new(|| Language::ALL.map(bundle));

/// Says the message of `key`, in English where the language lacks it.
pub(super) fn say(language: Language, key: &str, args: &[(&'static str, Arg)]) -> String {
    let Some((bundle, message)) = find(language, key) else {
        tracing::error!(key, language = language.tag(), "no language has this key");
        return key.to_owned();
    };
    let Some(pattern) = message.value() else { return key.to_owned() };
    let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, value(arg))).collect();
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(key, language = language.tag(), ?errors, "a message could not be said whole");
    }
    said
}

fn find(language: Language, key: &str) -> Option<(&'static Bundle, FluentMessage<'static>)> {
    [language, Language::default()].into_iter().find_map(|language| {
        let bundle = &BUNDLES[language as usize];
        let message = bundle.get_message(key).filter(|message| message.value().is_some())?;
        Some((bundle, message))
    })
}

fn value(arg: &Arg) -> FluentValue<'_> {
    match arg {
        Arg::Text(text) => FluentValue::from(text.as_str()),
        Arg::Number(number) => FluentValue::from(*number),
    }
}

const fn sources(language: Language) -> [&'static str; 15] {
    match language {
        Language::EnUs => sources!("en-US"),
        Language::ZhCn => sources!("zh-CN"),
    }
}

/// A broken line costs its message only; the tests hold that there is none.
fn bundle(language: Language) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        #[expect(clippy::cast_possible_truncation, reason = "only whole numbers come from an Arg")]
        FluentValue::Number(number) => Some(number::grouped(number.value as i64)),
        _ => None,
    }));
    for source in sources(language) {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(language = language.tag(), ?errors, "a catalogue can't be read whole");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(language = language.tag(), ?errors, "two messages share a key");
        }
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::HashSet, fs, path::Path};

    #[test]
    fn every_embedded_file_is_whole_and_no_key_stands_twice() {
        for language in Language::ALL {
            let mut keys = HashSet::new();
            for source in sources(language) {
                let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors);
                for entry in resource.unwrap().entries() {
                    if let fluent_syntax::ast::Entry::Message(message) = entry {
                        assert!(keys.insert(message.id.name.to_owned()), "{}", message.id.name);
                        assert!(find(language, message.id.name).is_some(), "{}", message.id.name);
                    }
                }
            }
            assert!(!keys.is_empty());
        }
    }

    #[test]
    fn every_file_of_every_locale_is_embedded() {
        let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        assert_eq!(fs::read_dir(&locales).unwrap().count(), Language::ALL.len());
        for language in Language::ALL {
            let files = fs::read_dir(locales.join(language.tag())).unwrap();
            let mut texts: Vec<_> =
                files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
            let mut embedded = sources(language).to_vec();
            texts.sort_unstable();
            embedded.sort_unstable();
            assert_eq!(texts, embedded, "{}", language.tag());
        }
    }
}
