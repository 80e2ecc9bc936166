## What is said in place of an answer: what happened, why, and what to do.

notice-unknown-region = 没有「{ $typed }」这个地区。你是想选 { $entry } 吗？
notice-unknown-region-far = 没有「{ $typed }」这个地区。请重新输入该选项，并从提示中选一个，例如 `US` · 美国。
notice-unknown-category = 没有「{ $typed }」这个达人类目。你是想选 { $entry } 吗？
notice-unknown-category-far = 没有「{ $typed }」这个达人类目。请重新输入该选项，并从提示中选一个，例如 `Beauty`。
notice-unknown-product = 没有「{ $typed }」这个商品类目。你是想选 { $entry } 吗？
notice-unknown-product-far = 没有「{ $typed }」这个商品类目。请重新输入该选项，并从提示中选一个，例如 `601450` · 美妆个护。
notice-unknown-word = `{ $option }` 不能是「{ $typed }」，可选：{ $allowed }。
notice-out-of-range = `{ $option }` 要填 { $least } 到 { $most } 之间的整数。
notice-bad-date = 「{ $typed }」不是能查的日期。请写成 yyyy-MM-dd，例如 `{ $example }`。
notice-too-early = { $year } 年以前没有榜单。目前最新可能是 `{ $newest }`。
notice-misaligned-week = 周榜以星期一的日期为准；这一天属于 `{ $nearest }` 那一周。试试 `date:{ $nearest }`。
notice-misaligned-month = 月榜以当月 1 日的日期为准。试试 `date:{ $nearest }`。
notice-not-closed-day = 还没有 { $asked } 的榜单：一天结束后才有日榜。目前最新可能是 `{ $newest }`。
notice-not-closed-week = 还没有 { $asked } 的榜单：一周结束后才有周榜。目前最新可能是 `{ $newest }`。
notice-not-closed-month = 还没有 { $asked } 的榜单：一个月结束后才有月榜。目前最新可能是 `{ $newest }`。
notice-no-such-page = 这份榜单的页码是 1 到 { $pages }。
notice-no-such-creator = 这位达人已不在榜单上：榜单有过修订。请重新运行 `/ranking`。
notice-unknown-button = 我不认识（或不再认识）这个按钮。请重新运行 `/ranking`。
notice-unknown-command = 我不认识（或不再认识）这个命令。`/help` 会告诉你我能做什么。
notice-stopping = 我正在重启。请过一分钟再问一次；已获取的数据会保留。
notice-placeholder = 这个问题没有结果，原因已私下告知提问的人。
notice-our-fault = 这是我们的问题，不怪你。请再试一次；如果一直这样，请把代码 `{ $id }` 告诉机器人的管理者。
notice-empty = 这份榜单上没有人：可能还没发布，也可能没有符合条件的达人。
notice-empty-newest = 这份榜单上没有人：可能还没发布，也可能没有符合条件的达人。我存有的最新一期是 `{ $newest }`。
notice-filter-ignored = 数据源没有理会这个筛选条件，返回了其他类目的达人，所以我不显示它。请换一个更大的类目试试。

# Why the source has no answer: said alone, and before a stored list.
notice-source-unreachable = 现在连不上数据源。
notice-source-lost = 数据源的回答在途中丢失了。
notice-source-unreadable = 数据源发来的内容无法读取。
notice-source-bad-request = 数据源拒绝了这个请求，需要机器人的管理者查看。
notice-source-key-refused = 数据源不接受本机器人的密钥，需要机器人的管理者更换。
notice-source-out-of-credits = 数据源的积分用完了，需要机器人的管理者充值。
notice-source-too-fast = 数据源要求稍等：请求太频繁。
notice-source-server = 数据源自身出了问题。
notice-ceiling-day = 本机器人今天的积分用完了。
notice-ceiling-month = 本机器人这个月的积分用完了。
notice-ceiling-asking = 今天留给查询的积分用完了。
notice-ceiling-server = 这个服务器今天能查的新榜单已用完。
notice-ceiling-person = 你今天能查的新榜单已用完。
notice-retry-at = 请在 { $when } 再试。
notice-retry-later = 请过几分钟再试。
notice-stored-free = 已存下的榜单仍可免费查看。
notice-busy = 获取这份榜单需要的时间太久：数据源很慢，或前面还有别的查询。我会继续获取，并存下收到的内容。
notice-stopped = 获取中途停止了：我正在重启，或出了故障。
notice-store = 我自己的存储出了问题，这是我们的责任。
