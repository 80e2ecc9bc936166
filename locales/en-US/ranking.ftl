## /ranking: its name, its options, and the ranking itself.

ranking-command = ranking
ranking-about = Who sells and who grows among TikTok Shop creators
ranking-option-region = region
ranking-option-region-about = The market, such as US · United States (default: the server's, else US)
ranking-option-by = by
ranking-option-by-about = What to rank by (default: units sold)
ranking-option-period = period
ranking-option-period-about = Day, week or month (default: day)
ranking-option-date = date
ranking-option-date-about = First day of the period, yyyy-MM-dd (default: the newest there is)
ranking-option-category = category
ranking-option-category-about = Only creators of this account category
ranking-option-product = product
ranking-option-product-about = Only creators who promote this product category
ranking-option-top = top
ranking-option-top-about = How many creators, 10 to 100 (default: 10)
ranking-option-private = private
ranking-option-private-about = Show the answer to me alone
ranking-choice-by-sales = Units sold
ranking-choice-by-followers = Followers gained
ranking-choice-by-gmv = Est. GMV
ranking-choice-by-growth = Growth rate (dark horse)
ranking-choice-period-day = Day
ranking-choice-period-week = Week
ranking-choice-period-month = Month

# A data date while one types.
ranking-date = { $first } · { $period }
ranking-date-yesterday = { $first } · yesterday · { $period }
ranking-date-last-week = { $first } · last week · { $period }
ranking-date-last-month = { $first } · last month · { $period }

# The title of a ranking.
ranking-title = { $region } · { $by } · { $period }
ranking-by-units = units sold
ranking-by-followers-gained = followers gained
ranking-by-followers-total = followers in total
ranking-by-gmv = est. GMV
ranking-by-growth = growth rate
ranking-filter-category = Category: { $name }
ranking-filter-product = Promoting: { $name }
ranking-among =
    { $order ->
        [sales] Computed among the first { $count } by units sold
       *[followers] Computed among the first { $count } by followers gained
    }

# A line of a ranking.
ranking-new = new
ranking-no-name = (no name)
ranking-units =
    { $count ->
        [one] { $shown } unit
       *[other] { $shown } units
    }
ranking-gmv = { $money } est. GMV
ranking-gained =
    { $count ->
        [one] +{ $shown } follower
       *[other] +{ $shown } followers
    }
ranking-lost =
    { $count ->
        [one] { $shown } follower
       *[other] { $shown } followers
    }
ranking-had =
    { $count ->
        [one] { $shown } follower
       *[other] { $shown } followers
    }
ranking-grown =
    { $count ->
        [one] +{ $gained } of { $had } follower
       *[other] +{ $gained } of { $had } followers
    }
ranking-shrunk =
    { $count ->
        [one] { $gained } of { $had } follower
       *[other] { $gained } of { $had } followers
    }
ranking-unknown = not known
ranking-sells-video = video
ranking-sells-live = live
ranking-sells-both = video + live
ranking-sells-showcase = showcase

# The foot of a ranking.
ranking-foot-date =
    { $kind ->
        [day] Data of { $period }
        [week] Data of the week { $period }
       *[month] Data of { $period }
    }
ranking-foot-estimates = estimates, USD
ranking-foot-age = fetched { $age } ago
ranking-foot-age-now = fetched just now
ranking-foot-credits =
    { $count ->
        [0] 0 credits
        [one] 1 credit
       *[other] { $count } credits
    }
ranking-foot-provisional = may still change
ranking-foot-revised = revised
ranking-foot-rows = { $rows } creators, the list has no more
ranking-foot-left-out = { $rows } creators: what came twice or can't be read is left out
ranking-foot-new = new = not in the top { $count } of the period before
ranking-late = ⏳ The list of { $awaited } is not out yet. This is the newest there is.
ranking-instead = ⚠️ { $reason } This is the stored list, { $age } old.
ranking-instead-now = ⚠️ { $reason } This is the list as far as it is stored.
ranking-copy = Only the person who asked can turn the pages there. Here is a copy for you.

# Under a ranking.
ranking-page = { $page } / { $pages }
ranking-csv = CSV
ranking-board-here = Daily board here
ranking-open = Open a creator…
ranking-jump-title = Go to a page
ranking-jump-label = Page, 1 to { $pages }
ranking-csv-done =
    { $rows ->
        [one] One creator, for any spreadsheet. A name that begins like a formula has an apostrophe in front.
       *[other] { $rows } creators, for any spreadsheet. A name that begins like a formula has an apostrophe in front.
    }
