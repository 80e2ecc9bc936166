## When boards fall due.

schedule-daily = every day at { $time }, { $zone }
schedule-weekdays = on weekdays at { $time }, { $zone }
schedule-weekend = on weekends at { $time }, { $zone }
schedule-days = on { $days } at { $time }, { $zone }
schedule-cron = by the cron expression `{ $cron }` at { $time }, { $zone }
schedule-firing = { $local } ({ $offset })
schedule-zone = { $zone } ({ $offset })
day-monday = Mon
day-tuesday = Tue
day-wednesday = Wed
day-thursday = Thu
day-friday = Fri
day-saturday = Sat
day-sunday = Sun
