## What holds for a server.

settings-title = 「{ $server }」的设置
settings-value = **{ $name }**：{ $value }
settings-default = { $value }（默认）
settings-none = 无
settings-unset = 未设置

settings-zone = 时区
settings-zone-use = 新建推送使用的时区
settings-zone-ask = 时区…
settings-zone-label = 城市或时区名，留空则恢复默认
settings-zone-example = Asia/Shanghai
settings-language = 语言
settings-language-use = 新建推送和管理通知使用的语言
settings-language-choose = 语言…
settings-language-en-us = English
settings-language-zh-cn = 简体中文
settings-region = 默认地区
settings-region-use = 未指定地区时使用
settings-region-choose = 默认地区…
settings-alerts = 警报频道
settings-alerts-use = 推送或警报发不出去时在这里通知；未设置则私信创建者
settings-alerts-choose = 警报频道…
settings-managers = 管理身份组
settings-managers-use = 除了有「{ right-manage-server }」权限的人，该身份组的成员也能更改推送、关注和设置
settings-managers-choose = 管理身份组…
settings-quiet = 免打扰时段
settings-quiet-value = { $hours }（{ $zone }）
settings-quiet-use = 达人警报等到时段结束再发，推送不受影响
settings-quiet-ask = 免打扰时段…
settings-quiet-label = 起止时间，留空则不设
settings-quiet-example = 22:00-07:00
settings-bad-hours = 看不懂「{ $typed }」这个时段。请写开始和结束时间，例如 `22:00-07:00`。
settings-empty-hours = 结束时间不能和开始时间相同，请写成 `22:00-07:00` 这样。不需要免打扰的话，把输入框留空即可。

# The audit.
settings-changes = **最近的更改**
settings-changes-more =
    { $count ->
       *[other] …还有 { $count } 条
    }
settings-change = { $name }：{ $before } → { $after }
# In place of who did it.
settings-change-by-itself = 机器人
settings-change-board-add = 新建了 { $number } 号推送
settings-change-board-edit = 修改了 { $number } 号推送
settings-change-board-pause = 暂停了 { $number } 号推送
settings-change-board-resume = 恢复了 { $number } 号推送
settings-change-board-remove = 删除了 { $number } 号推送
settings-change-board-restore = 找回了 { $number } 号推送
settings-change-watch-add = 新建了 { $number } 号关注
settings-change-watch-edit = 修改了 { $number } 号关注
settings-change-watch-snooze = 静音了 { $number } 号关注
settings-change-watch-wake = 结束了 { $number } 号关注的静音
settings-change-watch-mute = 屏蔽了 { $number } 号关注的一条规则
settings-change-watch-unmute = 恢复了 { $number } 号关注的一条规则
settings-change-watch-remove = 删除了 { $number } 号关注
settings-change-watch-restore = 找回了 { $number } 号关注
