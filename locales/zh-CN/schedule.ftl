## When boards fall due.

schedule-daily = 每天 { $time }，{ $zone }
schedule-weekdays = 工作日 { $time }，{ $zone }
schedule-weekend = 周末 { $time }，{ $zone }
schedule-days = { $days } { $time }，{ $zone }
schedule-cron = { $dates } { $time }（`{ $cron }`），{ $zone }
schedule-firing = { $local }（{ $offset }）
schedule-zone = { $zone }（{ $offset }）
day-monday = 周一
day-tuesday = 周二
day-wednesday = 周三
day-thursday = 周四
day-friday = 周五
day-saturday = 周六
day-sunday = 周日

## The dates of cron expressions.

cron-days-of-month =
    { $count ->
       *[other] 每月 { $days } 日
    }
cron-days-of-week = { $days }
# Days of the month or of the week: on each of both.
cron-either = { $one }或{ $two }
# Days of the month that are such days of the week, too.
cron-both = { $one }且为{ $two }
cron-every-day = 每天
cron-in-months = 限{ $months }，{ $dates }
cron-range = { $from }至{ $to }
