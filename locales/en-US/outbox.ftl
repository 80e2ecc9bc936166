## The outbox, the boards and the watches, as the demo's side bar shows them.

outbox-title = Outbox
outbox-about = What the bot posts unasked. It is written down here before it is sent, so that it arrives once.
outbox-empty = Nothing was posted yet. A board's ranking comes here when it falls due, and an alert when numbers jump.
outbox-at = Queued
outbox-what = What
outbox-where = Where
outbox-state = State
outbox-board = board { $number }, { $period }
outbox-test = test of board { $number }
outbox-alert = alert of watch { $number }
outbox-alerts = alerts of several watches
outbox-muffled = a word about alerts
outbox-notice = a word about board { $number }
outbox-crosspost = publishing a post
outbox-ready = ready
outbox-again = will be tried again
outbox-leased = is being sent
outbox-held = held
outbox-sent = ✅ sent
outbox-dead = given up
outbox-dropped = dropped
outbox-why = { $state }: { $why }

# When boards fall due.
plan-title = Schedule
plan-about = The boards of all servers, and when each falls due next.
plan-empty = No board is set up. A manager presses “{ ranking-board-here }” under a ranking, or sends /{ board-command } { board-add-command }.
plan-next = Next
plan-board = Board
plan-where = Where
plan-last = Last time
plan-what = { $number } · { $what }
plan-never = never again

# Who is watched.
watched-title = Watches
watched-about = The creators that are watched in all servers, and what was told of them last.
watched-empty = Nobody is watched. A manager sends /{ watch-command } { watch-add-command }.
watched-creator = Creator
watched-where = Where
watched-last = Last alert
watched-alert = { $when }: { $short }
watched-silent = none yet
