## When boards fall due.

schedule-daily = 每天 { $time }，{ $zone }
schedule-weekdays = 工作日 { $time }，{ $zone }
schedule-weekend = 周末 { $time }，{ $zone }
schedule-days = { $days } { $time }，{ $zone }
schedule-cron = 按 cron 表达式 `{ $cron }`，{ $time }，{ $zone }
schedule-firing = { $local } ({ $offset })
schedule-zone = { $zone } ({ $offset })
day-monday = 周一
day-tuesday = 周二
day-wednesday = 周三
day-thursday = 周四
day-friday = 周五
day-saturday = 周六
day-sunday = 周日
