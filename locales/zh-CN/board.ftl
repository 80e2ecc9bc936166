## Boards: before they are saved, their receipts, the list, one with its history, and what can be wrong with them.

# How commands are written.
board-run-add = `/{ board-command } { board-add-command }`
board-run-edit = `/{ board-command } { board-edit-command }`
board-run-list = `/{ board-command } { board-list-command }`
board-run-show = `/{ board-command } { board-show-command }`
board-run-remove = `/{ board-command } { board-remove-command }`

# What is set.
board-name = { $number } 号推送
board-daily = 日榜
board-weekly = 周榜
board-monthly = 月榜
# Of a board by week or month, before its schedule: the first such moment after the week is over.
board-after-week = 每周结束后：{ $schedule }
board-after-month = 每月结束后：{ $schedule }
board-top = 前 { $count } 名
board-style-new = 每次发新消息
board-style-edit = 更新上一条消息
board-format-plain = 纯文本
board-mentions = 提醒 { $role }
board-late-wait = 榜单延迟发布时等待
board-late-post = 榜单延迟发布时先发最新一期
board-late-skip = 榜单延迟发布时跳过
board-never = 按这个时间安排，以后不会再推送。
board-cost =
    { $credits ->
       *[other] 每月约消耗 { $credits } 积分。
    }
board-cost-shared =
    { $others ->
       *[other] 每月约消耗 { $credits } 积分，与另外 { $others } 个推送共用。
    }

# Before it is saved.
board-draft-new = **新建推送**，发到 { $place }
board-draft-edit = **修改 { $number } 号推送**，发到 { $place }
board-next = **接下来的推送时间**
board-draft-unsaved = 尚未保存。如果现在推送，效果如下：
board-draft-unseen = 尚未保存。现在取不到数据，无法展示效果；仍然可以保存。
board-hint-published = 💡 这是公告频道：每次推送都会发布到所有关注它的服务器。
board-hint-role = 💡 不会提醒该身份组：它没有设为人人可提及，而我没有「{ right-mention-everyone }」权限。
board-hint-twin = 💡 { $number } 号推送已在这个频道显示相同内容。
board-cancelled = 已取消，什么都没有保存。
board-preview = 仅你可见：{ $number } 号推送现在的样子。
board-preview-unsaved = 仅你可见：这个推送现在的样子。

# Buttons.
board-button-save = 保存
board-button-cancel = 取消
board-button-undo = 撤销
board-button-show = 查看
board-button-preview = 预览
board-button-test = 测试推送
board-button-pause = 暂停
board-button-resume = 恢复
board-button-remove = 删除

# Receipts.
board-done-added = ✅ 已新建 { $number } 号推送：{ $what }，发到 { $place }。
board-done-edited = ✅ 已修改 { $number } 号推送：{ $what }，发到 { $place }。
board-done-paused = ⏸️ 已暂停 { $number } 号推送：{ $what }（{ $place }）。恢复之前不再推送。
board-done-resumed = ▶️ 已恢复 { $number } 号推送：{ $what }，发到 { $place }。
board-done-removed = 🗑️ 已删除 { $number } 号推送：{ $what }（{ $place }）。
board-done-undone = ↩️ 已撤销，{ $number } 号推送已恢复原样。
board-done-tested = 🧪 { $number } 号推送的测试消息即将发到 { $place }，不会提醒任何人。
board-done-next = 下次推送：{ $when }（{ $relative }）

# The list.
board-list-title = 推送：{ $count } / { $most }
board-list-empty = 还没有推送。可用 { board-run-add } 在这个频道新建一个。
board-list-more =
    { $count ->
       *[other] …还有 { $count } 个，可用 { board-run-show } 逐个查看。
    }
board-list-next = 下次 { $when }
board-list-paused = ⏸️ 已暂停
board-blocked-no-access = ⛔ 缺少权限
board-blocked-channel-gone = ⛔ 频道已不存在
board-blocked-thread-locked = ⛔ 子区已锁定
board-blocked-tag-required = ⛔ 论坛要求带标签
board-blocked-automod = ⛔ 被 AutoMod 拦截
board-blocked-unclear = ⛔ 不确定是否送达

# One board.
board-paused = ⏸️ 已暂停：恢复之前不再推送。
board-blocked = ⛔ 从 { $since }起无法推送。
board-history = **最近的推送**
board-history-none = 暂无。
board-history-more =
    { $count ->
       *[other] …还有 { $count } 行
    }
board-jump = 打开
board-stuck = **卡住的消息**
board-stuck-test = 测试消息
board-stuck-held = ⏸️ { $period }：已搁置，{ $since }加入队列
board-stuck-dead = ❌ { $period }：已放弃，{ $since }加入队列
board-stuck-said = Discord 的回复：{ $said }

# What became of a turn.
board-run-waiting = ⏳ 等待榜单
board-run-queued = 📤 发送中
board-run-posted = ✅ 已推送
board-run-posted-late = 🕓 延迟推送
board-run-missed = ⚠️ 已错过
board-run-nothing-new = ➖ 没有新榜单
board-run-skipped = ➖ 已跳过
board-run-no-numbers = ❌ 没有数据
board-run-blocked = ⛔ 无法推送
board-run-dead = ❌ 未送达
board-run-dropped = 🗑️ 已丢弃
board-run-restored = ↩️ 情况不明
board-why-waiting = 数据还没有到，我会一直尝试到 { $until }。
board-why-posted-late = 晚于预定时间发出，原因见该消息。
board-why-missed = 到点时我不在线，或者连不上这个服务器；恢复时已经太晚了。
board-why-nothing-new = 没有比上次推送更新的榜单。
board-why-skipped = 榜单没有按时发布，而这个推送设置为延迟时跳过。
board-why-dropped = 还没发出就被暂停、删除或丢弃了。
board-why-restored = 那段时间我被恢复到更早的备份：无法得知是否已推送，因此不再补发。
board-why-no-numbers = 没能按时取到数据。
board-cause-expired = Discord 一直没有接收，现在已经过时，不再发送。
board-cause-malformed = Discord 拒绝了我生成的内容，这是我们的问题；机器人的管理者可以在日志中看到。
board-cause-dm-closed = 对方不接收我的私信。
board-cause-no-target = 没有可以通知的人。
board-cause-other = 无法发送：{ $cause }。

# What keeps a board from posting, and what to do.
trouble-rights-missing = 我在那里缺少权限：{ $rights }。
trouble-no-access = Discord 不让我访问那里。
trouble-channel-gone = 频道已不存在。
trouble-thread-locked = 子区已锁定。
trouble-tag-required = 这个论坛的每个帖子都必须带标签，但没有我能用的标签。
trouble-automod = 服务器的 AutoMod 拦截了这条消息。
trouble-automod-said = 服务器的 AutoMod 拦截了这条消息：「{ $said }」。
trouble-unclear = 无法确定上一条消息是否已送达。再发一次可能会重复，所以先搁置。
trouble-mend-rights = 请在频道设置的「权限」中给我这些权限，或用 { board-run-edit } 换一个频道。解决后会自动恢复推送。
trouble-mend-access = 请在频道设置的「权限」中给我 { $rights }，或用 { board-run-edit } 换一个频道。解决后会自动恢复推送。
trouble-mend-channel = 请用 { board-run-edit } 换一个频道。
trouble-mend-thread = 请解锁子区、给我 { $right } 权限，或用 { board-run-edit } 换一个频道。解决后会自动恢复推送。
trouble-mend-tag = 请给论坛加一个所有人都能用的标签，或取消必须带标签的要求。解决后会自动恢复推送。
trouble-mend-automod = 请在服务器设置的 AutoMod 中放行我。下一次会照常推送。
trouble-mend-unclear = 请到频道里看一下：如果没有这条消息，可以请机器人的管理者重新发送。想让我自己查看，请在频道设置的「权限」中给我 { $right }。

# Rights as Discord's clients name them.
right-administrator = 管理员
right-manage-server = 管理服务器
right-view-channel = 查看频道
right-send-messages = 发送消息
right-send-in-threads = 在子区内发送消息
right-embed-links = 嵌入链接
right-attach-files = 附加文件
right-read-history = 阅读消息历史记录
right-manage-threads = 管理子区
right-mention-everyone = 提及 @everyone、@here 和所有身份组

# What is said in place of an answer: what happened, why, and what to do.
board-server-only = 这只能在我所在的服务器里使用。请先把我添加到服务器，再到那里运行。
board-managers-only = 在这里，只有拥有 { $right } 权限的人才能这样做。请找他们帮忙，或请他们用 `/{ settings-command }` 设置管理身份组。
board-managers-only-role = 在这里，只有拥有 { $right } 权限或 { $role } 身份组的人才能这样做。请找他们帮忙。
board-zone-unknown = 没有「{ $typed }」这个时区。你是想选 { $nearest } 吗？
board-zone-unknown-far = 没有「{ $typed }」这个时区。请输入附近的大城市或时区名，例如 `Asia/Shanghai`。
board-bad-time = 「{ $typed }」不是有效的时间。请按「时:分」填写，例如 `09:00` 或 `18:30`。
board-bad-days = 看不懂「{ $typed }」是哪几天。请写 `daily`（每天）、`weekdays`（工作日），或 `mon,thu` 这样的组合。
board-cron-unreadable = 看不懂「{ $typed }」这个时间安排。需要五个字段：分、时、日、月、星期。例如 `0 9 * * *` 表示每天 09:00，`0 9 * * mon,thu` 表示每周一和周四 09:00。
board-cron-too-often = 「{ $typed }」一天会触发多次，而每个推送一天最多一次。请只写一个分钟值和一个小时值，例如 `0 9 * * *`。
board-cron-never = 「{ $typed }」永远不会触发：没有这样的日期。请检查日和月。
board-too-often =
    { $days ->
        [1] 这里每个推送每天最多一次。请减少次数。
       *[other] 这里每个推送 { $days } 天最多一次。请减少天数。
    }
board-time-and-cron = `{ board-option-cron }` 已经写明了时间：请去掉 `{ board-option-time }` 和 `{ board-option-days }`，或者去掉 `{ board-option-cron }`。
board-too-many =
    { $most ->
       *[other] 这个服务器最多可有 { $most } 个推送，名额已满。请先用 { board-run-remove } 删除一个；可用 { board-run-list } 查看。
    }
board-no-such = 这个服务器没有编号为「{ $typed }」的推送。现有编号：{ $numbers }。
board-none-yet = 这个服务器还没有推送。可用 { board-run-add } 新建。
board-nothing-to-edit = 没有指定要修改的内容。请给 { board-run-edit } 加一个选项，例如 `{ board-option-time }`。
board-draft-gone = 这一步已失效：可能已保存、已取消或已撤销，也可能过了太久。请重新运行命令；可用 { board-run-list } 查看已保存的推送。
board-draft-foreign = 这是别人正在设置的推送。可用 { board-run-add } 自己新建一个。
board-changed-since = 这个推送刚刚被别人改过，我没有做任何更改。请用 { board-run-list } 查看现在的设置，再重新运行命令。
board-post-forgotten = 这条消息太旧，我已经不记得了。可用 { board-run-list } 查看这个服务器的推送。
board-already-paused = 这个推送已经暂停，没有变化。需要时再恢复即可。
board-already-active = 这个推送并未暂停，没有变化，到点会照常推送。
board-still-blocked = 这个推送暂时不能恢复；问题解决后会自动恢复。
board-bot-lacks = 我没法发到 { $place }：我在那里缺少 { $rights }。请在频道设置的「权限」中给我这些权限，然后重试。
board-person-lacks = 你自己不能在 { $place } 发言：你在那里缺少 { $rights }。请换一个频道，或请有权限的人来设置。
board-may-not-ping = 你不能让我提醒 { $role }：它没有设为人人可提及，而你在那个频道缺少 { $right }。请换一个身份组，或请有权限的人来设置。
board-channel-foreign = 那个频道属于另一个服务器。请选择这个服务器的频道。
board-channel-unseen = 我看不到 { $place }：它已不存在，或我在那里缺少 { $right }。请给我这个权限，或换一个频道。
board-channel-no-text = { $place } 不能发消息。请选择文字频道、公告频道、子区或论坛。
board-channel-trouble = 我没法发到 { $place }。{ $why }请先解决，或换一个频道，然后重试。
board-channel-unreachable = 现在无法从 Discord 查到那个频道，不能确认我能否发消息。请过一分钟再试。
board-dm-closed = 有个推送出了问题，我想通知你，但你不接收我的私信。可用 `/{ board-command } { board-show-command }` 查看问题；也可以在 `/{ settings-command }` 里设置警报频道，我会在那里通知。
