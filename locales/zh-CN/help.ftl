## /help, by task.

help-command = 帮助
help-about = 这个机器人能做什么，附示例
help-title = 我能做什么
help-intro = 我按销量和涨粉给 TikTok Shop 达人排名。销量和 GMV 都是估算值，GMV 以美元计。榜单一般在周期结束的次日发布。
help-ask = 看谁卖得最多
help-ask-text =
    `/{ ranking-command }` — 美国，昨天，按销量
    `/{ ranking-command } { ranking-option-region }:GB { ranking-option-period }:week { ranking-option-top }:30` — 英国，上周，三页
help-grow = 看谁涨得最快
help-grow-text =
    `/{ ranking-command } { ranking-option-by }:followers` — 谁涨粉最多
    `/{ ranking-command } { ranking-option-by }:growth` — 黑马：涨粉数 ÷ 原有粉丝数
help-narrow = 缩小范围
help-narrow-text =
    `/{ ranking-command } { ranking-option-category }:Beauty` — 只看某个账号类目的达人
    `/{ ranking-command } { ranking-option-product }:601450` — 只看带「美妆个护」的达人
    `/{ ranking-command } { ranking-option-date }:{ $date }` — 已结束的某一天
help-boards = 每天自动推送
help-boards-text =
    `/{ board-command } { board-add-command } { ranking-option-region }:GB { board-option-time }:09:00 { board-option-timezone }:London` — 这个频道每天早上收到榜单；保存前先预览
    榜单下方的 **{ ranking-board-here }** 按钮，用那份榜单直接新建
    { board-run-list } — 本服务器的推送：结果如何、下次何时
    `/{ settings-command }` — 时区、语言、地区、警报和管理身份组
help-watches = 达人猛涨时收到警报
help-watches-text =
    `/{ watch-command } { watch-add-command } { watch-option-creator }:@用户名` — 销量远高于平时就发警报；保存前先看看它会发哪些
    `/{ watch-command } { watch-why-command }` — 为什么有警报，或者为什么没有
    `/{ watch-command } { watch-list-command }` — 这里关注的所有达人
help-use = 使用结果
help-use-text =
    ◀ ▶ 翻页，中间的数字可跳页；菜单可查看达人；**CSV** 给出整份榜单的文件。`{ ranking-option-private }:True` 让结果只给你看。
