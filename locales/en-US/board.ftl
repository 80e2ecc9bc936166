## Boards: before they are saved, their receipts, the list, one with its history, and what can be wrong with them.

# How commands are written.
board-run-add = `/{ board-command } { board-add-command }`
board-run-edit = `/{ board-command } { board-edit-command }`
board-run-list = `/{ board-command } { board-list-command }`
board-run-show = `/{ board-command } { board-show-command }`
board-run-remove = `/{ board-command } { board-remove-command }`

# What is set.
board-name = Board { $number }
board-daily = daily
board-weekly = weekly
board-monthly = monthly
# Of a board by week or month, before its schedule: the first such moment after the week is over.
board-after-week = after each week: { $schedule }
board-after-month = after each month: { $schedule }
board-top = top { $count }
board-style-new = a new message each time
board-style-edit = edits its last message
board-format-plain = plain text
board-mentions = pings { $role }
board-late-wait = waits for late lists
board-late-post = posts the newest when late
board-late-skip = skips when late
board-never = This schedule has no further time.
board-cost =
    { $credits ->
        [one] Costs about one credit a month.
       *[other] Costs about { $credits } credits a month.
    }
board-cost-shared =
    { $others ->
        [one] Costs about { $credits } credits a month, shared with one other board.
       *[other] Costs about { $credits } credits a month, shared with { $others } other boards.
    }

# Before it is saved.
board-draft-new = **New board** in { $place }
board-draft-edit = **Changes to board { $number }** in { $place }
board-next = **Next posts**
board-draft-unsaved = Nothing is saved yet. If it posted now, it would look like this:
board-draft-unseen = Nothing is saved yet. I can't get the numbers right now, so I can't show the post; you can save all the same.
board-hint-published = 💡 This is an announcement channel: each post is published to all servers that follow it.
board-hint-role = 💡 The role won't be pinged: not everybody may ping it, and I lack { right-mention-everyone }.
board-hint-twin = 💡 Board { $number } already shows the same in this channel.
board-cancelled = Nothing was saved.
board-preview = Only you see this: board { $number }, as it would post now.
board-preview-unsaved = Only you see this: the board, as it would post now.

# Buttons.
board-button-save = Save
board-button-cancel = Cancel
board-button-undo = Undo
board-button-show = Show
board-button-preview = Preview
board-button-test = Test post
board-button-pause = Pause
board-button-resume = Resume
board-button-remove = Remove

# Receipts.
board-done-added = ✅ Board { $number } is set up: { $what }, in { $place }.
board-done-edited = ✅ Board { $number } is changed: { $what }, in { $place }.
board-done-paused = ⏸️ Board { $number } is paused: { $what }, in { $place }. It posts nothing until somebody resumes it.
board-done-resumed = ▶️ Board { $number } is resumed: { $what }, in { $place }.
board-done-removed = 🗑️ Board { $number } is removed: { $what }, in { $place }.
board-done-undone = ↩️ Taken back: board { $number } is as it was before.
board-done-tested = 🧪 A test of board { $number } is on its way to { $place }. It pings nobody.
board-done-next = Next post: { $when } ({ $relative })

# The list.
board-list-title = Boards: { $count } of { $most }
board-list-empty = There is no board yet. { board-run-add } sets one up in this channel.
board-list-more =
    { $count ->
        [one] … and one more: { board-run-show } shows it.
       *[other] … and { $count } more: { board-run-show } shows each.
    }
board-list-next = next { $when }
board-list-paused = ⏸️ paused
board-blocked-no-access = ⛔ rights are missing
board-blocked-channel-gone = ⛔ the channel is gone
board-blocked-thread-locked = ⛔ the thread is locked
board-blocked-tag-required = ⛔ the forum requires a tag
board-blocked-automod = ⛔ AutoMod refused the post
board-blocked-unclear = ⛔ not clear whether it arrived

# One board.
board-paused = ⏸️ Paused: it posts nothing until somebody resumes it.
board-blocked = ⛔ It hasn't been able to post since { $since }.
board-history = **Last posts**
board-history-none = None yet.
board-history-more =
    { $count ->
        [one] … and one more line
       *[other] … and { $count } more lines
    }
board-jump = open
board-stuck = **Stuck posts**
board-stuck-test = A test
board-stuck-held = ⏸️ { $period }: held, queued { $since }
board-stuck-dead = ❌ { $period }: given up, queued { $since }
board-stuck-said = Discord said: { $said }

# What became of a turn.
board-run-waiting = ⏳ waiting for its list
board-run-queued = 📤 on its way
board-run-posted = ✅ posted
board-run-posted-late = 🕓 posted late
board-run-missed = ⚠️ missed
board-run-nothing-new = ➖ nothing new
board-run-skipped = ➖ skipped
board-run-no-numbers = ❌ no numbers
board-run-blocked = ⛔ couldn't post
board-run-dead = ❌ not delivered
board-run-dropped = 🗑️ dropped
board-run-restored = ↩️ not known
board-why-waiting = Its numbers aren't there yet. I try until { $until } at the latest.
board-why-posted-late = It came after its hour; the post says why.
board-why-missed = When it was due I was offline or this server was out of reach; afterwards it was too late.
board-why-nothing-new = There was no list newer than the one it had posted before.
board-why-skipped = Its list didn't come out in time, and it is set to say nothing then.
board-why-dropped = It was paused, removed or dropped before it could post.
board-why-restored = I was set back to an earlier state around then: I don't know whether it was posted, so I don't post it again.
board-why-no-numbers = The numbers couldn't be had in time.
board-cause-expired = Discord didn't take it until it was too old to be worth posting.
board-cause-malformed = Discord refused what I made of it, which is our fault; whoever runs this bot sees it in the log.
board-cause-dm-closed = The person takes no direct messages from me.
board-cause-no-target = There was nobody left to tell.
board-cause-other = It couldn't be sent: { $cause }.

# What keeps a board from posting, and what to do.
trouble-rights-missing = I lack rights there: { $rights }.
trouble-no-access = Discord doesn't let me in there.
trouble-channel-gone = The channel doesn't exist any more.
trouble-thread-locked = The thread is locked.
trouble-tag-required = The forum requires a tag on each post, and has none that I may use.
trouble-automod = The server's AutoMod refused the post.
trouble-automod-said = The server's AutoMod refused the post: “{ $said }”.
trouble-unclear = I can't tell whether the last post arrived. Sending it again could post it twice, so I hold it.
trouble-mend-rights = Give me these rights in the channel's settings, under Permissions, or choose another channel with { board-run-edit }. Posting goes on by itself once that is done.
trouble-mend-access = Give me { $rights } in the channel's settings, under Permissions, or choose another channel with { board-run-edit }. Posting goes on by itself once that is done.
trouble-mend-channel = Choose another channel with { board-run-edit }.
trouble-mend-thread = Unlock the thread, give me { $right }, or choose another channel with { board-run-edit }. Posting goes on by itself once that is done.
trouble-mend-tag = Add a tag to the forum that everybody may use, or stop requiring one. Posting goes on by itself once that is done.
trouble-mend-automod = Let me pass in Server Settings, under AutoMod. The next post comes at its usual time.
trouble-mend-unclear = Look in the channel. If it isn't there, whoever runs this bot can send it again. So that I can look myself, give me { $right } in the channel's settings, under Permissions.

# Rights as Discord's clients name them.
right-administrator = Administrator
right-manage-server = Manage Server
right-view-channel = View Channel
right-send-messages = Send Messages
right-send-in-threads = Send Messages in Threads
right-embed-links = Embed Links
right-attach-files = Attach Files
right-read-history = Read Message History
right-manage-threads = Manage Threads
right-mention-everyone = Mention @everyone, @here, and All Roles

# What is said in place of an answer: what happened, why, and what to do.
board-server-only = That works only in a server where I am a member. Add me to one and run it there.
board-managers-only = Only people with the right { $right } may do that here. Ask one of them, or let one of them set a manager role with `/{ settings-command }`.
board-managers-only-role = Only people with the right { $right } or the role { $role } may do that here. Ask one of them.
board-zone-unknown = There is no time zone “{ $typed }”. Did you mean { $nearest }?
board-zone-unknown-far = There is no time zone “{ $typed }”. Type a large city nearby or a zone's name, for example `Europe/London`.
board-bad-time = “{ $typed }” is no time of day. Write hours and minutes, for example `09:00` or `18:30`.
board-bad-days = “{ $typed }” doesn't name days of the week. Write `daily`, `weekdays`, or days such as `mon,thu`.
board-cron-unreadable = I can't read “{ $typed }” as a schedule. It takes five fields: minute, hour, day of the month, month, day of the week. For example `0 9 * * *` is 09:00 every day, `0 9 * * mon,thu` is 09:00 on Mondays and Thursdays.
board-cron-too-often = “{ $typed }” would post more than once a day. A board posts at most once a day: name one minute and one hour, for example `0 9 * * *`.
board-cron-never = “{ $typed }” never comes: there is no such date. Check the day of the month and the month.
board-too-often =
    { $days ->
        [one] A board posts at most once a day here. Choose fewer times.
       *[other] A board posts at most once in { $days } days here. Choose fewer days.
    }
board-time-and-cron = `{ board-option-cron }` already says when: leave out `{ board-option-time }` and `{ board-option-days }`, or leave out `{ board-option-cron }`.
board-too-many =
    { $most ->
        [one] This server may have one board, and has it. Remove it first with { board-run-remove }; { board-run-list } shows it.
       *[other] This server may have { $most } boards, and has them all. Remove one first with { board-run-remove }; { board-run-list } shows them.
    }
board-no-such = There is no board “{ $typed }” in this server. There are: { $numbers }.
board-none-yet = This server has no board yet. { board-run-add } sets one up.
board-nothing-to-edit = Nothing was named that should change. Add an option to { board-run-edit }, for example `{ board-option-time }`.
board-draft-gone = That isn't possible any more: it was saved, cancelled or taken back already, or too much time has passed. Run the command again; { board-run-list } shows what is saved.
board-draft-foreign = Somebody else is setting this up. Run { board-run-add } for one of your own.
board-changed-since = Somebody changed this board meanwhile, so I changed nothing. { board-run-list } shows how it is set now; run the command again from there.
board-post-forgotten = I don't remember this post any more: it is too old. { board-run-list } shows the boards of this server.
board-already-paused = This board is paused already, so nothing changed. Resume it when it should post again.
board-already-active = This board isn't paused, so nothing changed: it posts at its next time.
board-still-blocked = This board can't be resumed yet; it resumes by itself when the cause is mended.
board-bot-lacks = I couldn't post in { $place }: I lack { $rights } there. Give me these rights in the channel's settings, under Permissions, and try again.
board-person-lacks = You may not write in { $place } yourself: you lack { $rights } there. Choose another channel, or ask somebody who may.
board-may-not-ping = You may not have { $role } pinged: not everybody may ping it, and you lack { $right } in that channel. Choose another role, or ask somebody who may.
board-channel-foreign = That channel is in another server. Choose one of this server.
board-channel-unseen = I can't see { $place }: it doesn't exist any more, or I lack { $right } there. Give me that right or choose another channel.
board-channel-no-text = Nothing can be posted in { $place }. Choose a text or announcement channel, a thread or a forum.
board-channel-trouble = I couldn't post in { $place }. { $why } Mend that or choose another channel, and try again.
board-channel-unreachable = Discord doesn't tell me about that channel right now, so I can't check whether I may post there. Try again in a minute.
board-dm-closed = I had something to tell you about a board, but you take no direct messages from me. `/{ board-command } { board-show-command }` shows what is wrong; with an alert channel in `/{ settings-command }` I say it there.
