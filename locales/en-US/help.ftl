## /help, by task.

help-command = help
help-about = What this bot can do, with examples
help-title = What I can do
help-intro = I rank TikTok Shop creators by what they sell and how they grow. Sales and GMV are estimates, GMV is in US dollars. A list appears a day after its period, sometimes later.
help-ask = See who sells most
help-ask-text =
    `/ranking` — the US, yesterday, by units sold
    `/ranking region:GB period:week top:30` — the United Kingdom, last week, three pages
help-grow = Find who grows
help-grow-text =
    `/ranking by:followers` — who gained most followers
    `/ranking by:growth` — dark horses: gained against had
help-narrow = Narrow it down
help-narrow-text =
    `/ranking category:Beauty` — only creators of one account category
    `/ranking product:601450` — only creators who promote Beauty & Personal Care
    `/ranking date:{ $date }` — a day that is over
help-use = Use an answer
help-use-text =
    ◀ ▶ turn the pages, the number between them jumps. The menu opens a creator. **CSV** hands out the whole list as a file. `private:True` shows the answer to you alone.
