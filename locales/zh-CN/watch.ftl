## Watches: before they are saved, their receipts, the list, why there was an alert or none, and what can be wrong.

# How commands are written.
watch-run-add = `/{ watch-command } { watch-add-command }`
watch-run-import = `/{ watch-command } { watch-import-command }`
watch-run-edit = `/{ watch-command } { watch-edit-command }`
watch-run-list = `/{ watch-command } { watch-list-command }`
watch-run-remove = `/{ watch-command } { watch-remove-command }`

# What is set.
watch-counts = { $metric }（高出 { $percent }，且不少于 { $floor }）
watch-counts-rank = 排名（进入前 { $top } 名，或上升 { $percent } 且至少 { $floor }）
watch-cooldown =
    { $hours ->
        [0] 无冷却期
       *[other] 同类警报 { $hours } 小时内最多一条
    }
watch-mentions = 提醒 { $role }
watch-rivals =
    { $count ->
       *[other] 与另外 { $count } 位比较
    }
watch-silence = 连续 { $days } 天没有销量时告知
watch-rank = 排名

# What it would have said.
watch-tried-alerts =
    { $count ->
        [0] 按 { $first } 至 { $last } 的数据，一次警报也不会有。
       *[other] 按 { $first } 至 { $last } 的数据，会发 { $count } 次警报：
    }
watch-tried-unknown = 没有 { $first } 至 { $last } 的数据，无法回测。从下一批数据开始关注。
watch-tried-few = ⚠️ 这 { $days } 天中只有 { $known } 天有数据，参考价值有限。
watch-tried-more =
    { $count ->
       *[other] …还有 { $count } 次
    }
watch-credits =
    { $credits ->
        [0] 这次没有消耗积分。
       *[other] 这次消耗 { $credits } 积分。
    }

# Before it is saved.
watch-draft-new = **新建关注**：{ $who }，警报发到 { $place }
watch-draft-edit = **修改 { $number } 号关注**：{ $who }，警报发到 { $place }
watch-draft-unsaved = 尚未保存。

# Buttons.
watch-button-pick = 关注达人
watch-button-new = 关注
watch-button-backfill =
    { $credits ->
       *[other] 补全缺少的日期（{ $credits } 积分）
    }
watch-button-suggested = 改用 +{ $percent }：大约每周一次
watch-button-suggested-floor = 改用 +{ $percent }、不少于 { $floor }：大约每周一次
watch-button-backtest = 回测
watch-button-wake = 取消静音
watch-button-mute = 重新屏蔽
watch-button-unmute = 取消屏蔽
watch-button-limit = 改回 +{ $percent }
watch-button-remove = 删除
watch-button-restore = 找回
watch-button-import = 导入
watch-button-days = { $days } 天

# Receipts.
watch-done-added = ✅ 已新建 { $number } 号关注：{ $who }，警报发到 { $place }。从下一批数据开始。
watch-done-edited = ✅ 已修改 { $number } 号关注：{ $who }，警报发到 { $place }。
watch-done-snoozed = 🔕 { $number } 号关注（{ $who }）静音到 { $until }（{ $relative }）。到时仍然成立的会补发。
watch-done-woken = 🔔 { $number } 号关注（{ $who }）已取消静音。
watch-done-muted = 🔇 { $number } 号关注（{ $who }）不再警报：{ $rule }。
watch-done-unmuted = 🔔 { $number } 号关注（{ $who }）恢复警报：{ $rule }。
watch-done-limited = ✅ { $number } 号关注（{ $who }）的门槛改为 +{ $to }，原来是 +{ $from }。
watch-done-removed = 🗑️ 已删除 { $number } 号关注（{ $who }）。
watch-done-restored = ↩️ 已找回 { $number } 号关注（{ $who }）。

# Rules.
watch-rule-spike =
    { $metric ->
        [sales] 销量猛涨
        [followers] 涨粉数猛涨
       *[gmv] 预估 GMV 猛涨
    }
watch-rule-climb =
    { $metric ->
        [sales] 销量持续走高
        [followers] 涨粉数持续走高
       *[gmv] 预估 GMV 持续走高
    }
watch-rule-top = 进入前 { $top } 名
watch-rule-rank = 排名大涨
watch-rule-overtaken = 与 { $whom } 互相超越
watch-rule-silent = 停止出单

# The list.
watch-list-title = 关注：{ $count } / { $most }
watch-list-empty = 还没有关注。可用 { watch-run-add } 新建，或用 { watch-run-import } 一次导入最多 500 位达人。
watch-list-more =
    { $count ->
       *[other] …本页还有 { $count } 个
    }
watch-list-snoozed = 🔕 静音到 { $when }
watch-list-muted =
    { $count ->
       *[other] 🔇 已屏蔽 { $count } 类
    }
watch-list-last = 最近警报 { $when }：{ $short }
watch-list-quiet = 还没有警报

# Why there was an alert, or none.
watch-why-title = { $number } 号关注 · { $who }
watch-why-looked = **{ $day }** 的数据，{ $when } 检查
watch-why-never = 还没有检查过它的数据。
watch-why-newest = 最新数据是 { $day } 的，下次检查。
watch-why-unknown = 还没有这位达人的任何数据。
watch-why-told = 🔔 警报：{ $short }
watch-why-later = 🌙 警报要等免打扰时段结束：{ $when }
watch-why-held = ⚠️ 已发现，先搁置，等下一批数据确认。
watch-why-still = ➖ 从 { $since } 起就是如此，{ $alerted } 的数据已报过。
watch-why-muted = 🔇 已发现，但这一类被屏蔽了。
watch-why-snoozed = 🔕 已发现，但静音到 { $until }。
watch-why-cooldown = ⏲️ 已发现，但同类警报刚在 { $last }发过：下一条最早 { $until }。
watch-why-nothing = ➖ { $why }
watch-why-quiet-now = 🌙 免打扰时段，到 { $until } 为止：警报先等着。
watch-why-quiet = 🌙 现在不在免打扰时段。
watch-why-last = 最近警报 { $when }：{ $short }
watch-why-no-last = 至今没有警报。
watch-why-may-post = ✅ 我可以发到 { $place }。
watch-why-more =
    { $count ->
       *[other] …还有 { $count } 行
    }

# Why a rule found nothing.
watch-quiet-no-reading = 没有这一天的数据。
watch-quiet-first = 这是第一批数据，先作为基准。
watch-quiet-few = 有数据的日子太少：{ $days } / { $needed } 天。
watch-quiet-floor = { $amount }，低于最低值 { $floor }。
watch-quiet-percent = { $amount }，不到 { $needed }；平时这样的一天是 { $usual }。
watch-quiet-spread = { $amount }，百分比已够，但这位达人的数据波动较大，需要 { $needed }；平时是 { $usual }。
watch-quiet-climb = 最近两周日均 { $before } 和 { $now }；两周都要达到 { $needed }，且后一周不能更低。对比 { $day } 前后：{ $then }。
watch-quiet-not-top = 目前：{ $rank }。需要进入前 { $top } 名。
watch-quiet-in-top = 目前第 { $rank } 名。之前第 { $before } 名，已经在内。
watch-quiet-before-unknown = 目前第 { $rank } 名。前一周的名次未知。
watch-quiet-few-places = 目前第 { $rank } 名，之前：{ $before }。需要上升 { $places }。
watch-quiet-same-order = 先后没有变：日均 { $mine }，对方 { $theirs }。
watch-quiet-not-silent = 没有销量的天数：{ $days } / { $needed }。
watch-quiet-never-sold = 以前出单不够多，停止出单说明不了什么。

# Days as a picture.
watch-chart-title = { $who } · { $what } · { $days } 天
watch-chart-undrawn = 现在画不出图表。

# Whom to watch.
watch-pick = 想关注哪位达人？警报发到本频道；保存前都能看到。
watch-pick-none = 这一页没有达人。{ watch-run-add } 可填任何用户名。
watch-pick-choose = 选择要关注的达人…

# Many at once.
watch-import-title = **导入达人**，警报发到 { $place }
watch-import-known =
    { $count ->
       *[other] • { $count } 位已有资料：免费
    }
watch-import-unknown = • 需要查询：{ $count } 位，{ $credits } 积分
watch-import-watched = • 该频道已关注，略过：{ $count } 位
watch-import-unreadable = • 看不出是谁，略过：{ $count } 行（{ $lines }）
watch-import-room =
    { $room ->
        [0] ⚠️ 这个服务器的关注名额已满。可用 { watch-run-remove } 腾出名额。
       *[other] ⚠️ 还可关注 { $room } 位，其余的略过。
    }
watch-import-unsaved = 尚未执行。
watch-imported =
    { $count ->
        [0] 没有新增关注。
       *[other] ✅ 新关注 { $count } 位达人。
    }
watch-imported-watched = • 早已关注：{ $count } 位
watch-imported-unknown = • 没有人用这些用户名：{ $count } 个（{ $lines }）
watch-imported-full = • 名额不够：{ $count } 位
watch-imported-failed = • 没能查询：{ $count } 位。积分用完或数据源出错；稍后再导入同一份名单即可，已关注的不会再花积分。
watch-import-ask = 导入达人
watch-import-label = 用户名或链接，每行一个，最多 500 个

# What is said in place of an answer: what happened, why, and what to do.
watch-unreadable = 「{ $typed }」看不出是哪位达人。请写 `@用户名`、主页链接或 ID；短链接（vm.tiktok.com）要先打开。
watch-unknown = 数据源里没有「{ $typed }」：可能写错、改名、设为私密或注销了。请到 TikTok 核对，或从 `/{ ranking-command }` 里选。
watch-unasked = 我还不认识「{ $typed }」，数据源也不能按用户名查询。请给出达人的 ID，或从 `/{ ranking-command }` 里选。
watch-bad-metrics = 没有「{ $typed }」这个指标。可选 `sales`、`followers`、`gmv` 和 `rank`，也可写多个，如 `sales,rank`。
watch-no-metric = 至少要看一个指标。可选 `sales`、`followers`、`gmv` 和 `rank`。
watch-bad-percent = `{ watch-option-percent }` 要填 1 到 { $most } 之间的整数。
watch-bad-minimum = `{ watch-option-minimum }` 要填 1 到 { $most } 之间的整数。
watch-bad-cooldown = `{ watch-option-cooldown_hours }` 要填 0 到 { $most } 之间的整数。
watch-bad-top = 名次范围是 1 到 100。
watch-bad-rivals = 最多与 { $most } 位达人比较，且不能是本人。
watch-bad-silence = 停止出单要在 2 到 28 天之后才告知。
watch-too-high = 一天至少 { $floor }：这位达人目前最好的一天是 { $best }，这样永远不会有警报。请把 `{ watch-option-minimum }` 设小一些。
watch-watched = 那个频道已由 { $number } 号关注了这位达人。可用 { watch-run-edit } 修改，也可换一个频道。
watch-full = 这个服务器最多可有 { $most } 个关注，名额已满。请先用 { watch-run-remove } 删除一个；可用 { watch-run-list } 查看。
watch-no-such = 这个服务器没有编号为「{ $typed }」的关注。现有编号：{ $numbers }。
watch-none-yet = 这个服务器还没有关注。可用 { watch-run-add } 新建。
watch-gone = 这个关注已删除。可用 { watch-run-list } 查看现有的，或用 { watch-run-add } 新建。
watch-forgotten = 这条警报太旧，我已经不记得了。可用 { watch-run-list } 查看这个服务器的关注。
watch-no-days = 还没有这位达人任何一天的数据，画不出图表。请明天再看。
watch-bad-file = 这个文件无法读取：必须是纯文本或 CSV，最大 { $most } KB。请另存为这种格式，或用 { watch-run-import } 直接粘贴。
watch-too-many = 一共 { $count } 位达人，一次最多导入 { $most } 位。请分几次导入。
watch-nobody-named = 没有一行能看出是哪位达人。请每行写一个用户名或主页链接。
