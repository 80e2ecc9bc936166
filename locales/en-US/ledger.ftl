## The ledger of credits, as the demo's side bar shows it.

ledger-title = The bot's ledger
ledger-about = What the bot paid for: each request is written down before it is sent, so that a crash never overspends.
ledger-empty = Nothing was paid yet. Ask for a ranking.
ledger-at = When
ledger-purpose = What for
ledger-request = Request
ledger-state = State
ledger-purpose-ask = a question
ledger-purpose-board = a board
ledger-purpose-watch = a watch
ledger-purpose-backfill = history
ledger-state-reserved = set aside
ledger-state-spent = spent
ledger-state-released = cost nothing
