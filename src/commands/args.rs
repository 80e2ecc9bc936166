//! Options as they arrive: untrusted, but of Discord's types.

/// The value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// True or false.
    Boolean(bool),
    /// Discord's id of a channel.
    Channel(u64),
    /// Discord's id of a role.
    Role(u64),
    /// A file that is at Discord.
    File {
        /// What its sender called it.
        name: String,
        /// How large Discord says it is, in bytes.
        size: u64,
        /// Where it can be fetched.
        url: String,
    },
}

/// A file that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenFile<'a> {
    /// What its sender called it.
    pub name: &'a str,
    /// How large Discord says it is, in bytes.
    pub size: u64,
    /// Where it can be fetched.
    pub url: &'a str,
}

/// The options that were given, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Args(Vec<(String, Value)>);

impl Args {
    /// The text of an option, trimmed; none when it wasn't given or is blank.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// The number of an option.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The truth of an option.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Boolean(truth) => Some(*truth),
            _ => None,
        }
    }

    /// Discord's id of an option's channel.
    pub fn channel(&self, name: &str) -> Option<u64> {
        match self.get(name)? {
            Value::Channel(id) => Some(*id),
            _ => None,
        }
    }

    /// Discord's id of an option's role.
    pub fn role(&self, name: &str) -> Option<u64> {
        match self.get(name)? {
            Value::Role(id) => Some(*id),
            _ => None,
        }
    }

    /// An option's file.
    pub fn file(&self, name: &str) -> Option<GivenFile<'_>> {
        match self.get(name)? {
            Value::File { name, size, url } => Some(GivenFile { name, size: *size, url }),
            _ => None,
        }
    }

    /// These options but for one.
    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(given, _)| given != name).cloned().collect())
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(given, _)| given == name).map(|(_, value)| value)
    }
}

impl FromIterator<(String, Value)> for Args {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(options: I) -> Self {
        Self(options.into_iter().collect())
    }
}
