## The ledger of credits, as the demo's side bar shows it.

ledger-title = 机器人的积分账本
ledger-about = 机器人为什么花了积分：每次请求都先记账再发送，崩溃也不会超支。
ledger-empty = 还没有花费。来查一份榜单吧。
ledger-at = 时间
ledger-purpose = 用途
ledger-request = 请求
ledger-state = 状态
ledger-purpose-ask = 查询
ledger-purpose-board = 榜单推送
ledger-purpose-watch = 关注
ledger-purpose-backfill = 历史数据
ledger-state-reserved = 已预留
ledger-state-spent = 已消耗
ledger-state-released = 未消耗
