## Watches: before they are saved, their receipts, the list, why there was an alert or none, and what can be wrong.

# How commands are written.
watch-run-add = `/{ watch-command } { watch-add-command }`
watch-run-import = `/{ watch-command } { watch-import-command }`
watch-run-edit = `/{ watch-command } { watch-edit-command }`
watch-run-list = `/{ watch-command } { watch-list-command }`
watch-run-remove = `/{ watch-command } { watch-remove-command }`

# What is set.
watch-counts = { $metric } (+{ $percent }, at least { $floor })
watch-counts-rank = rank (into the top { $top }, or { $percent } and { $floor } better)
watch-cooldown =
    { $hours ->
        [0] no cooldown
        [one] at most one alert of a kind in an hour
       *[other] at most one alert of a kind in { $hours } hours
    }
watch-mentions = pings { $role }
watch-rivals =
    { $count ->
        [one] compared with one other
       *[other] compared with { $count } others
    }
watch-silence = tells of { $days } days without a sale
watch-rank = rank

# What it would have said.
watch-tried-alerts =
    { $count ->
        [0] With the days from { $first } to { $last } it would have said nothing.
        [one] With the days from { $first } to { $last } it would have spoken once:
       *[other] With the days from { $first } to { $last } it would have spoken { $count } times:
    }
watch-tried-unknown = Nothing is stored of the days from { $first } to { $last }, so it can't be tried out. It begins with the next numbers.
watch-tried-few =
    { $known ->
        [one] ⚠️ Of these { $days } days only one is known: that says little.
       *[other] ⚠️ Of these { $days } days only { $known } are known: that says little.
    }
watch-tried-more =
    { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
watch-credits =
    { $credits ->
        [0] This answer cost no credits.
        [one] This answer cost one credit.
       *[other] This answer cost { $credits } credits.
    }

# Before it is saved.
watch-draft-new = **New watch** of { $who }, alerts go to { $place }
watch-draft-edit = **Changes to watch { $number }** of { $who }, alerts go to { $place }
watch-draft-unsaved = Nothing is saved yet.

# Buttons.
watch-button-pick = Watch a creator
watch-button-new = Watch
watch-button-backfill =
    { $credits ->
        [one] Fetch the missing days (1 credit)
       *[other] Fetch the missing days ({ $credits } credits)
    }
watch-button-suggested = Use +{ $percent }: about once a week
watch-button-suggested-floor = Use +{ $percent }, at least { $floor }: about once a week
watch-button-backtest = Back-test
watch-button-wake = Wake
watch-button-mute = Mute again
watch-button-unmute = Unmute
watch-button-limit = Back to +{ $percent }
watch-button-remove = Remove
watch-button-restore = Bring it back
watch-button-import = Import
watch-button-days = { $days } days

# Receipts.
watch-done-added = ✅ Watch { $number } is set up: { $who }, alerts go to { $place }. It begins with the next numbers.
watch-done-edited = ✅ Watch { $number } is changed: { $who }, alerts go to { $place }.
watch-done-snoozed = 🔕 Watch { $number } ({ $who }) is silent until { $until } ({ $relative }). What still lasts then is told.
watch-done-woken = 🔔 Watch { $number } ({ $who }) speaks again.
watch-done-muted = 🔇 Watch { $number } ({ $who }) says nothing more of: { $rule }.
watch-done-unmuted = 🔔 Watch { $number } ({ $who }) speaks again of: { $rule }.
watch-done-limited = ✅ Watch { $number } ({ $who }) now asks for +{ $to }; before, +{ $from }.
watch-done-removed = 🗑️ Watch { $number } ({ $who }) is removed.
watch-done-restored = ↩️ Watch { $number } ({ $who }) is back.

# Rules.
watch-rule-spike =
    { $metric ->
        [sales] a jump in units sold
        [followers] a jump in followers gained
       *[gmv] a jump in est. GMV
    }
watch-rule-climb =
    { $metric ->
        [sales] a lasting rise in units sold
        [followers] a lasting rise in followers gained
       *[gmv] a lasting rise in est. GMV
    }
watch-rule-top = coming into the top { $top }
watch-rule-rank = a jump in rank
watch-rule-overtaken = overtaking { $whom }, or being overtaken
watch-rule-silent = falling silent

# The list.
watch-list-title = Watches: { $count } of { $most }
watch-list-empty = There is no watch yet. { watch-run-add } sets one up; { watch-run-import } takes up to 500 creators at once.
watch-list-more =
    { $count ->
        [one] … and one more on this page
       *[other] … and { $count } more on this page
    }
watch-list-snoozed = 🔕 silent until { $when }
watch-list-muted =
    { $count ->
        [one] 🔇 one kind muted
       *[other] 🔇 { $count } kinds muted
    }
watch-list-last = last alert { $when }: { $short }
watch-list-quiet = no alert yet

# Why there was an alert, or none.
watch-why-title = Watch { $number } · { $who }
watch-why-looked = Numbers of **{ $day }**, looked at { $when }
watch-why-never = Its numbers haven't been looked at yet.
watch-why-newest = The newest numbers are of { $day }: they are looked at next.
watch-why-unknown = Nothing is known of this creator yet.
watch-why-told = 🔔 Alert: { $short }
watch-why-later = 🌙 An alert waits for the end of the quiet hours: { $when }
watch-why-held = ⚠️ Found, but held until the next numbers confirm it.
watch-why-still = ➖ So since { $since }, and told already with the numbers of { $alerted }.
watch-why-muted = 🔇 Found, but this kind is muted.
watch-why-snoozed = 🔕 Found, but silent until { $until }.
watch-why-cooldown = ⏲️ Found, but the last alert of this kind was { $last }: the next may come { $until }.
watch-why-nothing = ➖ { $why }
watch-why-quiet-now = 🌙 Quiet hours until { $until }: alerts wait.
watch-why-quiet = 🌙 No quiet hours right now.
watch-why-last = Last alert { $when }: { $short }
watch-why-no-last = No alert so far.
watch-why-may-post = ✅ I may post in { $place }.
watch-why-more =
    { $count ->
        [one] … and one more line
       *[other] … and { $count } more lines
    }

# Why a rule found nothing.
watch-quiet-no-reading = Nothing is known of that day.
watch-quiet-first = These are the first numbers: they are the baseline.
watch-quiet-few = Too few days are known: { $days } of { $needed }.
watch-quiet-floor = { $amount } is below the minimum of { $floor }.
watch-quiet-percent = { $amount } is less than { $needed }; usual for such a day: { $usual }.
watch-quiet-spread = { $amount } is enough by the percentage, but this creator's days vary that much: it takes { $needed }; usual: { $usual }.
watch-quiet-climb = { $before } and { $now } a day in the last two weeks; both would have to come to { $needed }, and the last may not be lower. Compared with { $then } around { $day }.
watch-quiet-not-top = Now: { $rank }. It takes the top { $top }.
watch-quiet-in-top = Now: rank { $rank }. Was in the top already, at { $before }.
watch-quiet-before-unknown = Now: rank { $rank }. Where it was in the week before isn't known.
watch-quiet-few-places = Now: rank { $rank }, before: { $before }. It takes { $places }.
watch-quiet-same-order = The order is the same: { $mine } a day against { $theirs }.
watch-quiet-not-silent = Days without a sale: { $days } of { $needed }.
watch-quiet-never-sold = Never sold often enough for silence to mean anything.

# Days as a picture.
watch-chart-title = { $who } · { $what } · { $days } days
watch-chart-undrawn = The picture can't be drawn right now.

# Whom to watch.
watch-pick = Whom do you want to watch? Alerts come to this channel; you see everything before it is saved.
watch-pick-none = There is nobody on this page. { watch-run-add } takes any handle.
watch-pick-choose = Watch a creator…

# Many at once.
watch-import-title = **Import creators**: alerts go to { $place }
watch-import-known =
    { $count ->
        [one] • one creator is known: free
       *[other] • { $count } creators are known: free
    }
watch-import-unknown = • to look up: { $count }, for { $credits } credits
watch-import-watched = • watched there already, left out: { $count }
watch-import-unreadable = • lines that name nobody, left out: { $count } ({ $lines })
watch-import-room =
    { $room ->
        [0] ⚠️ This server has no room for more watches. { watch-run-remove } makes some.
        [one] ⚠️ There is room for one more watch: the others are left out.
       *[other] ⚠️ There is room for { $room } more watches: the others are left out.
    }
watch-import-unsaved = Nothing is done yet.
watch-imported =
    { $count ->
        [0] Nobody was added.
        [one] ✅ One creator is watched now.
       *[other] ✅ { $count } creators are watched now.
    }
watch-imported-watched = • watched already: { $count }
watch-imported-unknown = • nobody has these handles: { $count } ({ $lines })
watch-imported-full = • no room left for: { $count }
watch-imported-failed = • couldn't be looked up: { $count }. Credits or the source ran out; import the same list again later, what is watched costs nothing.
watch-import-ask = Import creators
watch-import-label = Handles or links, one a line, up to 500

# What is said in place of an answer: what happened, why, and what to do.
watch-unreadable = “{ $typed }” names no creator. Write a handle such as `@name`, a profile link or an id; short links (vm.tiktok.com) have to be opened first.
watch-unknown = The source knows no “{ $typed }”: mistyped, renamed, private or deleted. Check the name on TikTok, or pick the creator from `/{ ranking-command }`.
watch-unasked = I don't know “{ $typed }” yet, and the source can't look handles up. Give the creator's id, or pick them from `/{ ranking-command }`.
watch-bad-metrics = “{ $typed }” is nothing that counts. Choose among `sales`, `followers`, `gmv` and `rank`, or several, as in `sales,rank`.
watch-no-metric = A watch counts at least one thing. Choose among `sales`, `followers`, `gmv` and `rank`.
watch-bad-percent = `{ watch-option-percent }` takes whole numbers from 1 to { $most }.
watch-bad-minimum = `{ watch-option-minimum }` takes whole numbers from 1 to { $most }.
watch-bad-cooldown = `{ watch-option-cooldown_hours }` takes whole numbers from 0 to { $most }.
watch-bad-top = A top is 1 to 100.
watch-bad-rivals = A creator is compared with at most { $most } others, and not with themselves.
watch-bad-silence = Silence is told of after 2 to 28 days.
watch-too-high = At least { $floor } a day: this creator's best day so far had { $best }, so the watch would never speak. Choose a smaller `{ watch-option-minimum }`.
watch-watched = This creator is watched in that channel already, by watch { $number }. { watch-run-edit } changes it; another channel works, too.
watch-full = This server may have { $most } watches, and has them all. Remove one first with { watch-run-remove }; { watch-run-list } shows them.
watch-no-such = There is no watch “{ $typed }” in this server. There are: { $numbers }.
watch-none-yet = This server has no watch yet. { watch-run-add } sets one up.
watch-gone = This watch was removed. { watch-run-list } shows those that there are; { watch-run-add } sets one up.
watch-forgotten = I don't remember this alert any more: it is too old. { watch-run-list } shows the watches of this server.
watch-no-days = No day of this creator is stored yet, so there is nothing to draw. Look again tomorrow.
watch-bad-file = This file can't be read: it has to be plain text or CSV, at most { $most } KB. Save it as such, or paste the handles with { watch-run-import }.
watch-too-many = The list names { $count } creators, and { $most } can be imported at once. Split it.
watch-nobody-named = No line names a creator. Write one handle or profile link a line.
