## What is said in place of an answer: what happened, why, and what to do.

notice-unknown-region = There is no region “{ $typed }”. Did you mean { $entry }?
notice-unknown-region-far = There is no region “{ $typed }”. Type the option again and pick one of those that are offered, such as `US` · United States.
notice-unknown-category = There is no account category “{ $typed }”. Did you mean { $entry }?
notice-unknown-category-far = There is no account category “{ $typed }”. Type the option again and pick one of those that are offered, such as `Beauty`.
notice-unknown-product = There is no product category “{ $typed }”. Did you mean { $entry }?
notice-unknown-product-far = There is no product category “{ $typed }”. Type the option again and pick one of those that are offered, such as `601450` · Beauty & Personal Care.
notice-unknown-word = `{ $option }` can't be “{ $typed }”. It takes one of: { $allowed }.
notice-out-of-range = `{ $option }` takes a whole number from { $least } to { $most }.
notice-bad-date = “{ $typed }” is no date that I can rank. Write it as yyyy-MM-dd, for example `{ $example }`.
notice-too-early = There are no rankings before { $year }. The newest that can be out is `{ $newest }`.
notice-misaligned-week = A week begins on a Monday; this day is in the week of `{ $nearest }`. Try `{ ranking-option-date }:{ $nearest }`.
notice-misaligned-month = A month is named by its first day. Try `{ ranking-option-date }:{ $nearest }`.
notice-not-closed-day = There is no list of { $asked } yet: a day is ranked when it is over. The newest that can be out is `{ $newest }`.
notice-not-closed-week = There is no list of { $asked } yet: a week is ranked when it is over. The newest that can be out is `{ $newest }`.
notice-not-closed-month = There is no list of { $asked } yet: a month is ranked when it is over. The newest that can be out is `{ $newest }`.
notice-no-such-page =
    { $pages ->
        [one] This ranking has one page only.
       *[other] This ranking has { $pages } pages: choose one from 1 to { $pages }.
    }
notice-no-such-creator = This creator is not in the ranking any more: the list was revised. Run `/{ ranking-command }` again.
notice-unknown-button = I don't know this button (any more). Run `/{ ranking-command }` again for a fresh one.
notice-unknown-command = I don't know this command (any more). `/{ help-command }` shows what I can do.
notice-stopping = I am being restarted. Please ask again in a minute; what was fetched so far is kept.
notice-placeholder = I couldn't answer this; the person who asked is told why in private.
notice-our-fault = That was our fault, not yours. Please try again; if it keeps happening, tell whoever runs this bot the code `{ $id }`.
notice-empty = Nobody is on this list: it may not be published yet, or nobody fits the filter.
notice-empty-try = Try an earlier date or a wider filter.
notice-empty-newest = Nobody is on this list: it may not be published yet, or nobody fits the filter. Try `{ ranking-option-date }:{ $newest }`, the newest that I have.
notice-filter-ignored = The data source ignored this filter and sent creators of other categories, so I'd rather show nothing. Try a wider category.

# Why the source has no answer: said alone, and before a stored list.
notice-source-unreachable = The data source can't be reached right now.
notice-source-lost = The data source's answer got lost on the way.
notice-source-unreadable = The data source sent something that can't be read.
notice-source-bad-request = The data source refused the question; that is for whoever runs this bot to look into.
notice-source-key-refused = The data source refuses this bot's key; whoever runs this bot has to renew it.
notice-source-out-of-credits = The data source's credits are used up; whoever runs this bot has to top them up.
notice-source-too-fast = The data source asks for a pause: too many questions at once.
notice-source-server = The data source isn't working right now.
notice-ceiling-day = This bot's credits for today are used up.
notice-ceiling-month = This bot's credits for this month are used up.
notice-ceiling-asking = The credits set aside for questions are used up for today.
notice-ceiling-server = This server has asked for as many fresh lists as it may today.
notice-ceiling-person = You have asked for as many fresh lists as you may today.
notice-retry-at = Try again { $when }.
notice-retry-later = Try again in a few minutes.
notice-stored-free = Lists that I have stored still cost nothing.
notice-not-offered = The data source doesn't tell this bot about single creators.
notice-not-offered-try = Whoever is on a ranking can still be found.
notice-busy = Fetching this takes longer than you should have to wait: the data source is slow, or other questions come first. I keep at it and store what arrives.
notice-stopped = The fetch was stopped before its end: I am being restarted, or I have a fault.
notice-store = My own store failed, which is our fault.
