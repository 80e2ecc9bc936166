## What is posted unasked.

# Above the lines of a board.
post-test = 🧪 A test: it pings nobody and doesn't count as a post.
post-late-data = ⏳ Late: the list of { $awaited } isn't out. This is the newest there is.
post-late-catch-up = ⏳ Late: this was due on { $date }.

# A line of a board. "back" is somebody who was on it before and returns.
post-back = back
post-behind = { $gap } behind
post-behind-points = { $points } pp behind
post-level = level
post-streak-days = day { $count }
post-streak-weeks = week { $count }
post-streak-months = month { $count }

# Below the lines.
post-more =
    { $count ->
        [one] … and one more: **{ ranking-csv }** has all of them.
       *[other] … and { $count } more: **{ ranking-csv }** has all of them.
    }
post-dropped-one = { $name } (was { $rank })
post-dropped = Off the board: { $names }
post-dropped-more = Off the board: { $names } and { $count } more
post-foot-board = board { $number }
post-about = About this board

# To managers: what happened to which board; why and what to do follow.
post-alarm-title = Board { $number } can't post
post-alarm-blocked = ⛔ **Board { $number } ({ $what }) can't post in { $place } any more.**
post-alarm-lost = ⚠️ **A post of board { $number } ({ $what }) in { $place } didn't get through.**
post-alarm-unclear = ⚠️ **It isn't clear whether a post of board { $number } ({ $what }) arrived in { $place }.**
post-alarm-unclear-direct = ⚠️ **It isn't clear whether a post of board { $number } ({ $what }) of { $server } arrived:** { $place }
post-alarm-blocked-direct = ⛔ **Board { $number } ({ $what }) of { $server } can't post in its channel any more:** { $place }
post-alarm-lost-direct = ⚠️ **A post of board { $number } ({ $what }) of { $server } didn't get through:** { $place }
