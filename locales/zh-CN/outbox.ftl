## The outbox, the boards and the watches, as the demo's side bar shows them.

outbox-title = 发件箱
outbox-about = 机器人主动发出的内容。先记在这里再发送，确保只送达一次。
outbox-empty = 还没有发送过内容。榜单推送到点、或达人数据爆发时，内容会出现在这里。
outbox-at = 排队时间
outbox-what = 内容
outbox-where = 去向
outbox-state = 状态
outbox-board = { $number } 号推送，{ $period }
outbox-test = { $number } 号推送的测试
outbox-alert = { $number } 号关注的警报
outbox-alerts = 多个关注的警报
outbox-muffled = 关于警报的通知
outbox-notice = 关于 { $number } 号推送的通知
outbox-crosspost = 发布公告
outbox-ready = 待发送
outbox-again = 等待重试
outbox-leased = 发送中
outbox-held = 已搁置
outbox-sent = ✅ 已发送
outbox-dead = 已放弃
outbox-dropped = 已丢弃
outbox-why = { $state }：{ $why }

# When boards fall due.
plan-title = 推送计划
plan-about = 所有服务器的榜单推送，以及各自下一次推送的时间。
plan-empty = 还没有榜单推送。管理员可点击榜单下方的「{ ranking-board-here }」，或发送 /{ board-command } { board-add-command }。
plan-next = 下一次
plan-board = 推送
plan-where = 频道
plan-last = 上一次
plan-what = { $number } · { $what }
plan-never = 不再推送

# Who is watched.
watched-title = 关注的达人
watched-about = 所有服务器关注的达人，以及最近一次警报。
watched-empty = 还没有关注任何达人。管理员可发送 /{ watch-command } { watch-add-command }。
watched-creator = 达人
watched-where = 频道
watched-last = 最近警报
watched-alert = { $when }：{ $short }
watched-silent = 暂无
