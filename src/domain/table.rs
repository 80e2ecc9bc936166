//! The closed tables of regions and categories, and how typed text finds its entry.

use super::Language;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    sync::LazyLock,
};

/// A line of a table: the value that is sent to the source, and its names.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    key: &'static str,
    names: [&'static str; Language::ALL.len()],
    aliases: Vec<&'static str>,
    parent: Option<&'static str>,
}

/// A table whose entries are values of one type.
pub trait Table: 'static {
    /// Every entry, in the order that people are offered them.
    fn entries() -> &'static [Entry];
}

/// The regions of TikTok Shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Regions {}
/// The account categories of creators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CreatorCategories {}
/// The product categories, level 1 and 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProductCategories {}

/// A region by its code, such as `US`.
pub type Region = Named<Regions>;
/// A creator's account category by the source's exact string, such as `Beauty`.
pub type CreatorCategory = Named<CreatorCategories>;
/// A product category by the source's id, such as `601450`.
pub type ProductCategory = Named<ProductCategories>;

/// An entry of table `T`: can't be anything else.
pub struct Named<T>(&'static Entry, PhantomData<fn() -> T>);

/// Text that names no entry of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown<T> {
    /// What was typed.
    pub typed: String,
    /// The entry most alike, if any is.
    pub nearest: Option<Named<T>>,
}

/// How alike, from 0 to 1, two words must be for one to be offered in the other's place.
const LIKENESS: f64 = 0.7;
/// How alike the beginning of a name is to the name, from so many letters on.
const BEGINS: f64 = 0.8;
const PREFIX: usize = 3;

impl Default for Region {
    /// The first of the table: the United States.
    fn default() -> Self {
        Self(&Regions::entries()[0], PhantomData)
    }
}

impl<T: Table> Named<T> {
    /// Every entry.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        T::entries().iter().map(|entry| Self(entry, PhantomData))
    }

    /// The entry that typed text means: its key, a name in any language, or an alias, in any case.
    ///
    /// # Errors
    /// When none is meant; the nearest is named.
    pub fn parse(typed: &str) -> Result<Self, Unknown<T>> {
        let wanted = normal(typed);
        Self::all()
            .find(|named| named.words().any(|word| normal(word) == wanted))
            .ok_or_else(|| Unknown { typed: typed.trim().to_owned(), nearest: Self::nearest(&wanted) })
    }

    /// The entry of exactly this key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::all().find(|named| named.0.key == key)
    }

    /// The value that the source knows it by.
    pub fn key(self) -> &'static str {
        self.0.key
    }

    /// The name in a language.
    pub fn name(self, language: Language) -> &'static str {
        self.0.names[language as usize]
    }

    /// The entry above it, for a product category of level 2.
    pub fn parent(self) -> Option<Self> {
        Self::of_key(self.0.parent?)
    }

    /// Everything that it is called by.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.0.key).chain(self.0.names).chain(self.0.aliases.iter().copied())
    }

    /// The first of those most alike.
    fn nearest(wanted: &str) -> Option<Self> {
        let letters = wanted.chars().count();
        let likeness = |word: &str| {
            let word = normal(word);
            let begins = letters >= PREFIX && word.starts_with(wanted);
            let alike = strsim::normalized_damerau_levenshtein(&word, wanted);
            if begins { alike.max(BEGINS) } else { alike }
        };
        Self::all()
            .rev()
            .map(|named| (named, named.words().map(likeness).fold(0.0, f64::max)))
            .filter(|(_, likeness)| *likeness >= LIKENESS || letters == 2 && *likeness >= 0.5)
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(named, _)| named)
    }
}

fn normal(word: &str) -> String {
    word.to_lowercase().replace('&', " and ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parse_table(text: &'static str) -> Vec<Entry> {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        Entry {
            key: next(),
            names: [next(), next()],
            aliases: next().split('|').filter(|alias| !alias.is_empty()).collect(),
            parent: Some(next()).filter(|parent| !parent.is_empty()),
        }
    };
    text.lines().skip(1).map(line).collect()
}

impl Table for Regions {
    fn entries() -> &'static [Entry] {
        static TABLE: LazyLock<Vec<Entry>> =
            LazyLock::new(|| parse_table(include_str!("../../assets/regions.tsv")));
        &TABLE
    }
}

impl Table for CreatorCategories {
    fn entries() -> &'static [Entry] {
        static TABLE: LazyLock<Vec<Entry>> =
            LazyLock::new(|| parse_table(include_str!("../../assets/creator_categories.tsv")));
        &TABLE
    }
}

impl Table for ProductCategories {
    fn entries() -> &'static [Entry] {
        static TABLE: LazyLock<Vec<Entry>> =
            LazyLock::new(|| parse_table(include_str!("../../assets/product_categories.tsv")));
        &TABLE
    }
}

impl<T> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.key)
    }
}
impl<'de, T: Table> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::of_key(&key).ok_or_else(|| D::Error::custom(format!("the table has no {key}")))
    }
}
impl<T> Clone for Named<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Named<T> {}
impl<T> PartialEq for Named<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}
impl<T> Eq for Named<T> {}
impl<T> Hash for Named<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.key.hash(state);
    }
}
impl<T> fmt::Debug for Named<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_a_name_and_an_alias_find_the_region() {
        for typed in ["GB", "gb", " United  Kingdom ", "uk", "英国"] {
            assert_eq!(Region::parse(typed).unwrap().key(), "GB", "{typed}");
        }
    }

    #[test]
    fn an_unknown_word_names_the_nearest() {
        let nearest = |typed| Region::parse(typed).unwrap_err().nearest.map(Named::key);
        assert_eq!(nearest("Brasill"), Some("BR"));
        assert_eq!(nearest("Germnay"), Some("DE"));
        assert_eq!(nearest("qqqqqqqqq"), None);
        for (begun, whole) in [("ger", "DE"), ("bra", "BR"), ("unit", "US"), ("沙特阿", "SA")] {
            assert_eq!(nearest(begun), Some(whole), "{begun}");
        }
        assert_eq!(nearest("ge"), Some("GB"), "two letters are a code with a typo");
        let category = CreatorCategory::parse("beuty").unwrap_err();
        assert_eq!(category.nearest.map(Named::key), Some("Beauty"));
    }

    #[test]
    fn every_line_of_every_table_is_whole() {
        fn whole<T: Table>(least: usize) {
            assert!(T::entries().len() >= least);
            for entry in T::entries() {
                assert!(!entry.key.is_empty(), "{entry:?}");
                assert!(entry.names.iter().all(|name| !name.is_empty()), "{entry:?}");
                assert_eq!(
                    T::entries().iter().filter(|other| other.key == entry.key).count(),
                    1,
                    "{entry:?}"
                );
            }
        }
        whole::<Regions>(18);
        whole::<CreatorCategories>(35);
        whole::<ProductCategories>(30 + 200);
        assert!(ProductCategory::all().filter(|category| category.parent().is_none()).count() == 30);
    }
    #[test]
    fn every_product_category_has_a_chinese_name_of_its_own() {
        for category in ProductCategory::all() {
            let [english, chinese] = Language::ALL.map(|language| category.name(language));
            assert_ne!(english, chinese);
            assert!(chinese.chars().any(|char| ('\u{4e00}'..='\u{9fff}').contains(&char)), "{chinese}");
        }
    }

    #[test]
    fn no_two_entries_are_called_the_same() {
        fn apart<T: Table>() {
            for named in Named::<T>::all() {
                for word in named.words() {
                    assert_eq!(Named::<T>::parse(word).ok(), Some(named), "{word}");
                }
            }
        }
        apart::<Regions>();
        apart::<CreatorCategories>();
        apart::<ProductCategories>();
    }
}
