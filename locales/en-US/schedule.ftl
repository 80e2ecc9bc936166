## When boards fall due.

schedule-daily = every day at { $time }, { $zone }
schedule-weekdays = on weekdays at { $time }, { $zone }
schedule-weekend = on weekends at { $time }, { $zone }
schedule-days = on { $days } at { $time }, { $zone }
schedule-cron = { $dates } at { $time } (`{ $cron }`), { $zone }
schedule-firing = { $local } ({ $offset })
schedule-zone = { $zone } ({ $offset })
day-monday = Mon
day-tuesday = Tue
day-wednesday = Wed
day-thursday = Thu
day-friday = Fri
day-saturday = Sat
day-sunday = Sun

## The dates of cron expressions.

cron-days-of-month =
    { $count ->
        [one] on day { $days } of the month
       *[other] on days { $days } of the month
    }
cron-days-of-week = on { $days }
# Days of the month or of the week: on each of both.
cron-either = { $one } or { $two }
# Days of the month that are such days of the week, too.
cron-both = { $one }, only { $two }
cron-every-day = every day
cron-in-months = { $dates } in { $months }
cron-range = { $from }–{ $to }
