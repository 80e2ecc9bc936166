## What is posted unasked.

# Above the lines of a board.
post-test = 🧪 这是测试：不会提醒任何人，也不算正式推送。
post-late-data = ⏳ 延迟：{ $awaited } 的榜单还没有发布，这是目前最新的一期。
post-late-catch-up = ⏳ 补发：原定于 { $date } 推送。

# A line of a board. "back" is somebody who was on it before and returns.
post-back = 回榜
post-behind = 落后 { $gap }
post-behind-points = 落后 { $points } 个百分点
post-level = 并列
post-streak-days = 在榜 { $count } 天
post-streak-weeks = 在榜 { $count } 周
post-streak-months = 在榜 { $count } 个月

# Below the lines.
post-more =
    { $count ->
       *[other] …还有 { $count } 位，完整榜单见 **{ ranking-csv }**。
    }
post-dropped-one = { $name }（原第 { $rank } 名）
post-dropped = 跌出榜单：{ $names }
post-dropped-more = 跌出榜单：{ $names }，以及另外 { $count } 位
post-foot-board = { $number } 号推送
post-about = 关于这个推送

# To managers: what happened to which board; why and what to do follow.
post-alarm-title = { $number } 号推送发不出去
post-alarm-blocked = ⛔ **{ $number } 号推送（{ $what }）无法再发到 { $place }。**
post-alarm-lost = ⚠️ **{ $number } 号推送（{ $what }）有一条消息没有发到 { $place }。**
post-alarm-unclear = ⚠️ **{ $number } 号推送（{ $what }）有一条消息不确定是否已发到 { $place }。**
post-alarm-unclear-direct = ⚠️ **{ $server } 的 { $number } 号推送（{ $what }）有一条消息不确定是否已发出：** { $place }
post-alarm-blocked-direct = ⛔ **{ $server } 的 { $number } 号推送（{ $what }）无法再发到它的频道：** { $place }
post-alarm-lost-direct = ⚠️ **{ $server } 的 { $number } 号推送（{ $what }）有一条消息没有发出去：** { $place }
