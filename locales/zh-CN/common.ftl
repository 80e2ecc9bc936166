## Words that every part uses.

# Two sentences, one after the other.
sentences = { $one }{ $two }

# Something more in a list.
enumeration = { $one }、{ $two }

# How long ago numbers were fetched, without "ago".
age-now = 刚刚
age-minutes = { $count } 分钟
age-hours = { $count } 小时
age-days = { $count } 天
