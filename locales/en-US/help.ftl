## /help, by task.

help-command = help
help-about = What this bot can do, with examples
help-title = What I can do
help-intro = I rank TikTok Shop creators by what they sell and how they grow. Sales and GMV are estimates, GMV is in US dollars. A list usually comes out the day after its period ends.
help-ask = See who sells most
help-ask-text =
    `/{ ranking-command }` — the US, yesterday, by units sold
    `/{ ranking-command } { ranking-option-region }:GB { ranking-option-period }:week { ranking-option-top }:30` — the United Kingdom, last week, three pages
help-grow = Find who grows
help-grow-text =
    `/{ ranking-command } { ranking-option-by }:followers` — who gained most followers
    `/{ ranking-command } { ranking-option-by }:growth` — dark horses: who grew most for their size
help-narrow = Narrow it down
help-narrow-text =
    `/{ ranking-command } { ranking-option-category }:Beauty` — only creators of one account category
    `/{ ranking-command } { ranking-option-product }:601450` — only creators who promote Beauty & Personal Care
    `/{ ranking-command } { ranking-option-date }:{ $date }` — a day that is over
help-boards = Have it posted every day
help-boards-text =
    `/{ board-command } { board-add-command } { ranking-option-region }:GB { board-option-time }:09:00 { board-option-timezone }:London` — this channel gets it every morning; nothing is saved before you have seen it
    Under a ranking, **{ ranking-board-here }** does the same with that ranking
    { board-run-list } — the boards of this server, how they went, when they post next
    `/{ settings-command }` — time zone, language, region, alerts and who manages boards
help-watches = Be told when a creator takes off
help-watches-text =
    `/{ watch-command } { watch-add-command } { watch-option-creator }:@handle` — an alert when they sell far more than usual; before it is saved you see what it would have said
    `/{ watch-command } { watch-why-command }` — why there was an alert, or none
    `/{ watch-command } { watch-list-command }` — everybody who is watched here
help-use = Use an answer
help-use-text =
    ◀ ▶ turn the pages, the number between them jumps. The menu opens a creator. **CSV** hands out the whole list as a file. `{ ranking-option-private }:True` shows the answer to you alone.
