//! Credits: what a request to the source is for, and for whom.

/// Why a credit is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A person asked.
    Ask,
    /// A board is due.
    Board,
    /// A watch is evaluated.
    Watch,
    /// History is fetched.
    Backfill,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [Self::Ask, Self::Board, Self::Watch, Self::Backfill];

    /// The word that the store keeps.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Board => "board",
            Self::Watch => "watch",
            Self::Backfill => "backfill",
        }
    }
}

/// On whose allowance a credit is spent; nobody's for the bot's own work and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Payer {
    /// Discord id of the person.
    pub person: Option<u64>,
    /// Discord id of the server.
    pub server: Option<u64>,
}
