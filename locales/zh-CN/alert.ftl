## Alerts: what is posted when a creator's numbers are news, and what keeps it from being posted.

# Numbers with what they count.
alert-followers =
    { $count ->
       *[other] { $shown } 位粉丝
    }
alert-places =
    { $count ->
       *[other] { $shown } 名
    }
alert-average = 日均 { $amount }（{ $days } 天平均）
alert-nameless = 达人 { $id }

# Titles.
alert-spike =
    { $metric ->
        [sales] { $who } { $day } 卖出 { $amount }，是平时的 { $times } 倍
        [followers] { $who } { $day } 新增 { $amount }，是平时的 { $times } 倍
       *[gmv] { $who } { $day } { $amount }，是平时的 { $times } 倍
    }
alert-spike-average =
    { $metric ->
        [sales] { $who } { $first } 至 { $day } 日均卖出 { $amount }，是平时的 { $times } 倍
        [followers] { $who } { $first } 至 { $day } 日均新增 { $amount }，是平时的 { $times } 倍
       *[gmv] { $who } { $first } 至 { $day } 日均{ $amount }，是平时的 { $times } 倍
    }
alert-climb =
    { $metric ->
        [sales] { $who } 现在日均卖出 { $amount }，是 { $day } 前后的 { $times } 倍
        [followers] { $who } 现在日均新增 { $amount }，是 { $day } 前后的 { $times } 倍
       *[gmv] { $who } 现在日均{ $amount }，是 { $day } 前后的 { $times } 倍
    }
alert-top = { $who } 进入前 { $top } 名：{ $day } 排第 { $rank } 名
alert-rank = { $who } 排名大涨：{ $day } 从第 { $before } 名升至第 { $rank } 名
alert-rank-new = { $who } 冲进榜单：{ $day } 排第 { $rank } 名
alert-overtaken = { $by } 超过了 { $whom }
alert-silent = { $who } 已连续 { $days } 天没有销量

# The same in few words, where the name stands beside it.
alert-short-spike = { $times } 倍 · { $amount }
alert-short-climb = 上新台阶，{ $times } 倍 · 日均 { $amount }
alert-short-top = 前 { $top } 名 · 第 { $rank } 名
alert-short-rank = 第 { $before } → { $rank } 名
alert-short-rank-new = 新上榜 · 第 { $rank } 名
alert-short-passed = 超过对手 · 日均 { $amount }
alert-short-passed-by = 被对手超过 · 日均 { $amount }
alert-short-silent = 连续 { $days } 天没有销量

# What proves it.
alert-usual =
    { $days ->
       *[other] 平时这样的一天：**{ $amount }**（依据此前 { $days } 天）
    }
alert-thin =
    { $days ->
       *[other] ⚠️ 历史数据只有 { $days } 天，「平时」的水平还只是估计。
    }
alert-before = 之前：{ $day } { $amount }
alert-needed = 门槛：{ $amount }（高出 { $percent }，且不少于 { $floor }）
alert-needed-spread = 门槛：{ $amount }，因为这位达人的数据波动较大（设定：高出 { $percent }，且不少于 { $floor }）
alert-climb-levels = 最近 7 天日均 **{ $now }**，再往前 7 天 { $before }（中位数）
alert-climb-then = 对比 { $day } 前后：日均 { $then }
alert-climb-needed = 门槛：连续两周日均 { $amount }（高出 { $percent } 的两倍，且不少于 { $floor }）
alert-ranks = { $day } 第 **{ $rank }** 名
alert-ranks-before = 之前：{ $day } { $rank }
alert-rank-at = 第 { $rank } 名
alert-rank-below = 未进前 { $count } 名
alert-ranks-needed = 门槛：上升 { $places }，且达到原名次的 { $percent }
alert-ranks-board = 榜单：{ $board }
alert-overtaken-levels = { $by } 日均 **{ $ahead }**，{ $whom } 日均 { $behind }（7 天中位数）
alert-overtaken-since = { $day } 之前正好相反
alert-silent-since = 从 { $day } 起没有销量；此前平时一天 { $usual }
alert-from-ranking = 来源：{ $board } 第 { $rank } 名
alert-from-totals = 来源：{ $first } 与 { $day } 两次累计数之差
alert-from-trend = 来源：该达人的每日数据

# Why it is said now.
alert-confirmed = ✔️ { $day } 数据可疑，当时先搁置；现已确认。
alert-since = ⏳ 从 { $day } 起就是如此，因静音或冷却期推迟到现在。
alert-foot-watch = { $number } 号关注

# The picture, in words.
alert-alt = 柱状图：{ $who } 每日{ $what }，{ $first } 至 { $day }：最低 { $least }，最高 { $most }，最后一天 { $last }。
alert-alt-usual = 平时：{ $amount }。
alert-alt-limit = 门槛：{ $amount }。

# Under it.
alert-button-why = 为什么？
alert-button-snooze-day = 静音 1 天
alert-button-snooze-week = 静音 1 周
alert-button-raise = 门槛提到 +{ $percent }
alert-button-mute = 屏蔽此规则
alert-button-chart = 图表
alert-about = 关于这条消息

# Many at once.
alert-folded =
    { $count ->
       *[other] 🔔 { $count } 条警报
    }
alert-folded-more =
    { $count ->
       *[other] …还有 { $count } 条
    }
alert-open = 查看警报…

# What is wrong with the numbers.
alert-doubt-title = ⚠️ { $region }：{ $day } 的数据可疑
alert-doubt-jumped =
    { $metric ->
        [sales] { $of } 位达人中有 { $moved } 位同一天的销量达到平时的两倍以上，很可能是数据源出错。
        [followers] { $of } 位达人中有 { $moved } 位同一天的涨粉数达到平时的两倍以上，很可能是数据源出错。
       *[gmv] { $of } 位达人中有 { $moved } 位同一天的 GMV 达到平时的两倍以上，很可能是数据源出错。
    }
alert-doubt-fell =
    { $metric ->
        [sales] { $of } 位达人中有 { $moved } 位同一天的销量为 0，很可能是数据源出错。
        [followers] { $of } 位达人中有 { $moved } 位同一天的涨粉数为 0，很可能是数据源出错。
       *[gmv] { $of } 位达人中有 { $moved } 位同一天的 GMV 为 0，很可能是数据源出错。
    }
alert-doubt-zero =
    { $metric ->
        [sales] 数据源显示销量为 0，而平时是 { $amount }，很可能是数据源出错。
        [followers] 数据源显示涨粉数为 0，而平时是 { $amount }，很可能是数据源出错。
       *[gmv] 数据源显示 GMV 为 0，而平时是{ $amount }，很可能是数据源出错。
    }
alert-doubt-total =
    { $metric ->
        [sales] 累计销量从 { $from } 降到 { $to }：数据源做了修正，这一天的数字无从得知。
        [followers] 总粉丝数从 { $from } 降到 { $to }：这一天涨了多少无从得知。
       *[gmv] 累计 GMV 从{ $from }降到{ $to }：数据源做了修正，这一天的数字无从得知。
    }
alert-doubt-held =
    { $held ->
        [0] 目前没有影响这个频道的警报。
       *[other] 这个频道的 { $held } 条警报先搁置，等下一天的数据确认。
    }
alert-vanished-title = 👻 { $who } 没有数据了
alert-vanished-since = 从 { $day } 之后，数据源再没有这位达人的数据。账号可能设为私密、改名或注销，也可能是数据源漏掉了。
alert-vanished-never = 数据源没有这位达人的数据。账号可能设为私密、改名或注销，也可能不在数据源的范围内。
alert-vanished-kept = { $number } 号关注会保留，有数据时恢复警报。不需要了可用 { watch-run-remove } 删除。

# To managers: alerts can't be posted; why and what to do follow.
alert-muffled-title = 警报发不出去
alert-muffled = ⛔ **警报无法发到 { $place }。**
alert-muffled-direct = ⛔ **{ $server } 的警报无法发到它的频道：** { $place }
alert-mend-rights = 请在频道设置的「权限」中给我这些权限，或用 { watch-run-edit } 换一个频道。我每 15 分钟重试一次，太旧的警报不再补发。
alert-mend-access = 请在频道设置的「权限」中给我 { $rights }，或用 { watch-run-edit } 换一个频道。我每 15 分钟重试一次，太旧的警报不再补发。
alert-mend-channel = 请用 { watch-run-edit } 换一个频道。
alert-mend-thread = 请解锁子区、给我 { $right } 权限，或用 { watch-run-edit } 换一个频道。
alert-mend-tag = 请给论坛加一个所有人都能用的标签、取消必须带标签的要求，或用 { watch-run-edit } 换一个频道。
alert-mend-automod = 请在服务器设置的 AutoMod 中放行我。这条警报不再补发，之后的照常。
alert-mend-unclear = 请到频道里看一下警报是否已发出。想让我自己查看，请在频道设置的「权限」中给我 { $right }。
