## Words that every part uses.

# Two sentences, one after the other.
sentences = { $one } { $two }

# Something more in a list.
enumeration = { $one }, { $two }

# How long ago numbers were fetched, without "ago".
age-now = just now
age-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
age-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
age-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
