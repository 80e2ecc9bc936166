//! What a run came to.

use std::fmt;

/// The dead channels: one whose right was taken away, one that was deleted.
const DEAD: usize = 2;

/// Answers of the limits that are shown.
const SHOWN: usize = 10;

/// The sums of a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    /// Days on which all boards fell due.
    pub(crate) days: usize,
    pub(crate) kills: u64,
    /// Kills while something was being sent, and how many posts that were in all.
    pub(crate) in_flight: u64,
    pub(crate) under_way: usize,
    /// Posts in channels that can be posted to.
    pub(crate) posts: usize,
    /// The same post once more; posts that didn't come; posts of days that weren't.
    pub(crate) twice: usize,
    pub(crate) missing: usize,
    pub(crate) too_many: usize,
    /// Posts in channels that can't be posted to.
    pub(crate) in_the_dead: usize,
    /// Words to the managers, the boards that they were about, and boards that stand as blocked.
    pub(crate) notices: usize,
    pub(crate) told_of: usize,
    pub(crate) blocked: usize,
    /// Rows of the outbox that still want to be sent.
    pub(crate) open: usize,
    /// Answers 429: how many by faults, and to what by the limits.
    pub(crate) limited_by_faults: usize,
    pub(crate) limited: Vec<String>,
}

impl Sums {
    /// Fails unless everything came once, and the bot was killed while it sent.
    pub(crate) fn hold(&self, rounds: u64) {
        assert_eq!((self.twice, self.missing, self.too_many), (0, 0, 0), "{self}");
        assert_eq!((self.in_the_dead, self.open), (0, 0), "{self}");
        assert_eq!((self.notices, self.told_of, self.blocked), (DEAD, DEAD, DEAD), "{self}");
        assert!(self.in_flight * 4 >= rounds, "too few kills hit a send: {self}");
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { days, kills, in_flight, under_way, posts, .. } = self;
        writeln!(f, "{kills} kills, {in_flight} of them while {under_way} posts in all were under way")?;
        write!(f, "{posts} posts on {days} days: {} twice, {} missing, ", self.twice, self.missing)?;
        writeln!(f, "{} too many, {} still to be sent", self.too_many, self.open)?;
        write!(f, "{DEAD} dead channels: {} posts, {} words to managers", self.in_the_dead, self.notices)?;
        writeln!(f, " about {} boards, {} blocked", self.told_of, self.blocked)?;
        write!(f, "429: {} by faults, {} by limits", self.limited_by_faults, self.limited.len())?;
        self.limited.iter().take(SHOWN).try_for_each(|asked| write!(f, "\n  {asked}"))
    }
}
