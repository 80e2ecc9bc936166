## Alerts: what is posted when a creator's numbers are news, and what keeps it from being posted.

# Numbers with what they count.
alert-followers =
    { $count ->
        [one] { $shown } follower
       *[other] { $shown } followers
    }
alert-places =
    { $count ->
        [one] { $shown } place
       *[other] { $shown } places
    }
alert-average = { $amount } a day (average of { $days } days)
alert-nameless = creator { $id }

# Titles.
alert-spike =
    { $metric ->
        [sales] { $who } sold { $amount } on { $day }: { $times }× the usual
        [followers] { $who } gained { $amount } on { $day }: { $times }× the usual
       *[gmv] { $who } made { $amount } on { $day }: { $times }× the usual
    }
alert-spike-average =
    { $metric ->
        [sales] { $who } sold { $amount } a day from { $first } to { $day }: { $times }× the usual
        [followers] { $who } gained { $amount } a day from { $first } to { $day }: { $times }× the usual
       *[gmv] { $who } made { $amount } a day from { $first } to { $day }: { $times }× the usual
    }
alert-climb =
    { $metric ->
        [sales] { $who } now sells { $amount } a day: { $times }× as much as around { $day }
        [followers] { $who } now gains { $amount } a day: { $times }× as many as around { $day }
       *[gmv] { $who } now makes { $amount } a day: { $times }× as much as around { $day }
    }
alert-top = { $who } is in the top { $top }: rank { $rank } on { $day }
alert-rank = { $who } jumped from rank { $before } to rank { $rank } on { $day }
alert-rank-new = { $who } jumped onto the list: rank { $rank } on { $day }
alert-overtaken = { $by } overtook { $whom }
alert-silent = { $who } has sold nothing for { $days } days

# The same in few words, where the name stands beside it.
alert-short-spike = { $times }× · { $amount }
alert-short-climb = new level, { $times }× · { $amount } a day
alert-short-top = top { $top } · rank { $rank }
alert-short-rank = rank { $before } → { $rank }
alert-short-rank-new = new on the list · rank { $rank }
alert-short-passed = overtook another · { $amount } a day
alert-short-passed-by = was overtaken · { $amount } a day
alert-short-silent = nothing sold for { $days } days

# What proves it.
alert-usual =
    { $days ->
        [one] Usual for such a day: **{ $amount }** (from the one day before)
       *[other] Usual for such a day: **{ $amount }** (from the { $days } days before)
    }
alert-thin =
    { $days ->
        [one] ⚠️ Little history, one day: what is usual is still a guess.
       *[other] ⚠️ Little history, { $days } days: what is usual is still a guess.
    }
alert-before = Before: { $amount } on { $day }
alert-needed = Limit: { $amount } (+{ $percent }, at least { $floor })
alert-needed-spread = Limit: { $amount }, as this creator's days vary that much (set: +{ $percent }, at least { $floor })
alert-climb-levels = Last 7 days: **{ $now }** a day, the 7 before: { $before } (medians)
alert-climb-then = Compared with { $then } a day, around { $day }
alert-climb-needed = Limit: { $amount } a day in both weeks (twice +{ $percent }, at least { $floor })
alert-ranks = Rank **{ $rank }** on { $day }
alert-ranks-before = Before: { $rank } on { $day }
alert-rank-at = rank { $rank }
alert-rank-below = not among the first { $count }
alert-ranks-needed = Limit: { $places } better, and { $percent } of the rank before
alert-ranks-board = List: { $board }
alert-overtaken-levels = { $by }: **{ $ahead }** a day; { $whom }: { $behind } (medians of 7 days)
alert-overtaken-since = Until { $day } it was the other way round
alert-silent-since = Nothing sold since { $day }; before, { $usual } on a usual day
alert-from-ranking = Source: rank { $rank } · { $board }
alert-from-totals = Source: the lifetime totals of { $first } and { $day }
alert-from-trend = Source: the creator's daily history

# Why it is said now.
alert-confirmed = ✔️ Held since { $day }, when the numbers looked wrong: now they are confirmed.
alert-since = ⏳ So since { $day }: a snooze or the cooldown kept it back until now.
alert-foot-watch = watch { $number }

# The picture, in words.
alert-alt = Bar chart of { $who }, { $what } by day, { $first } to { $day }: from { $least } to { $most }, last { $last }.
alert-alt-usual = Usual: { $amount }.
alert-alt-limit = Limit: { $amount }.

# Under it.
alert-button-why = Why?
alert-button-snooze-day = Snooze 1 day
alert-button-snooze-week = Snooze 1 week
alert-button-raise = Raise limit to +{ $percent }
alert-button-mute = Mute this rule
alert-button-chart = Chart
alert-about = About this post

# Many at once.
alert-folded =
    { $count ->
        [one] 🔔 One alert
       *[other] 🔔 { $count } alerts
    }
alert-folded-more =
    { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
alert-open = Open an alert…

# What is wrong with the numbers.
alert-doubt-title = ⚠️ { $region }: the numbers of { $day } look wrong
alert-doubt-jumped =
    { $metric ->
        [sales] { $moved } of { $of } creators sold at least twice the usual on one day: probably a fault of the source.
        [followers] { $moved } of { $of } creators gained at least twice the usual on one day: probably a fault of the source.
       *[gmv] { $moved } of { $of } creators made at least twice the usual on one day: probably a fault of the source.
    }
alert-doubt-fell =
    { $metric ->
        [sales] { $moved } of { $of } creators sold nothing on one day: probably a fault of the source.
        [followers] { $moved } of { $of } creators gained nobody on one day: probably a fault of the source.
       *[gmv] { $moved } of { $of } creators made nothing on one day: probably a fault of the source.
    }
alert-doubt-zero =
    { $metric ->
        [sales] The source says that nothing was sold, where { $amount } were usual: probably its fault.
        [followers] The source says that nobody was gained, where { $amount } were usual: probably its fault.
       *[gmv] The source says that nothing was made, where { $amount } were usual: probably its fault.
    }
alert-doubt-total =
    { $metric ->
        [sales] The total of units sold fell from { $from } to { $to }: the source corrected itself, so nothing is known of the day.
        [followers] The total of followers fell from { $from } to { $to }: nothing is known of how many came on the day.
       *[gmv] The total of est. GMV fell from { $from } to { $to }: the source corrected itself, so nothing is known of the day.
    }
alert-doubt-held =
    { $held ->
        [0] No alert of this channel is affected so far.
        [one] One alert of this channel is held until the next day's numbers confirm it.
       *[other] { $held } alerts of this channel are held until the next day's numbers confirm them.
    }
alert-vanished-title = 👻 { $who } is out of sight
alert-vanished-since = The source has said nothing of this creator since { $day }. The account may be private, renamed or deleted, or the source may have lost it.
alert-vanished-never = The source says nothing of this creator. The account may be private, renamed or deleted, or the source may not cover it.
alert-vanished-kept = Watch { $number } stays, and speaks again when there are numbers. { watch-run-remove } ends it.

# To managers: alerts can't be posted; why and what to do follow.
alert-muffled-title = Alerts can't be posted
alert-muffled = ⛔ **Alerts can't be posted in { $place }.**
alert-muffled-direct = ⛔ **Alerts of { $server } can't be posted in their channel:** { $place }
alert-mend-rights = Give me these rights in the channel's settings, under Permissions, or choose another channel with { watch-run-edit }. I try again every quarter of an hour; what is too old by then is left out.
alert-mend-access = Give me { $rights } in the channel's settings, under Permissions, or choose another channel with { watch-run-edit }. I try again every quarter of an hour; what is too old by then is left out.
alert-mend-channel = Choose another channel with { watch-run-edit }.
alert-mend-thread = Unlock the thread, give me { $right }, or choose another channel with { watch-run-edit }.
alert-mend-tag = Add a tag to the forum that everybody may use, stop requiring one, or choose another channel with { watch-run-edit }.
alert-mend-automod = Let me pass in Server Settings, under AutoMod. That one alert is lost; the next ones come as usual.
alert-mend-unclear = Look in the channel whether the alert is there. So that I can look myself, give me { $right } in the channel's settings, under Permissions.
