## What holds for a server.

settings-title = Settings of { $server }
settings-value = **{ $name }**: { $value }
settings-default = { $value } (default)
settings-none = none
settings-unset = not set

settings-zone = Time zone
settings-zone-use = The clock of new boards
settings-zone-ask = Time zone…
settings-zone-label = City or zone; empty for the default
settings-zone-example = Europe/London
settings-language = Language
settings-language-use = Of new boards, and of what I tell managers
settings-language-choose = Language…
settings-language-en-us = English
settings-language-zh-cn = 简体中文
settings-region = Default region
settings-region-use = When nobody names one
settings-region-choose = Default region…
settings-alerts = Alert channel
settings-alerts-use = Where I say that boards or alerts can't be posted; without one I tell whoever set them up
settings-alerts-choose = Alert channel…
settings-managers = Manager role
settings-managers-use = May change boards, watches and settings, besides those with { right-manage-server }
settings-managers-choose = Manager role…
settings-quiet = Quiet hours
settings-quiet-value = { $hours } ({ $zone })
settings-quiet-use = Alerts about creators wait until they end; boards don't
settings-quiet-ask = Quiet hours…
settings-quiet-label = From and to; empty for none
settings-quiet-example = 22:00-07:00
settings-bad-hours = I can't read “{ $typed }” as hours. Write when they begin and end, for example `22:00-07:00`.
settings-empty-hours = Quiet hours have to end at another time than they begin, for example `22:00-07:00`. To have none, leave the field empty.

# The audit.
settings-changes = **Last changes**
settings-changes-more =
    { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
settings-change = { $name }: { $before } → { $after }
# In place of who did it.
settings-change-by-itself = the bot
settings-change-board-add = set up board { $number }
settings-change-board-edit = changed board { $number }
settings-change-board-pause = paused board { $number }
settings-change-board-resume = resumed board { $number }
settings-change-board-remove = removed board { $number }
settings-change-board-restore = brought board { $number } back
settings-change-watch-add = set up watch { $number }
settings-change-watch-edit = changed watch { $number }
settings-change-watch-snooze = snoozed watch { $number }
settings-change-watch-wake = ended the snooze of watch { $number }
settings-change-watch-mute = muted a rule of watch { $number }
settings-change-watch-unmute = unmuted a rule of watch { $number }
settings-change-watch-remove = removed watch { $number }
settings-change-watch-restore = brought watch { $number } back
