## /ranking: its name, its options, and the ranking itself.

ranking-command = 榜单
ranking-about = TikTok Shop 达人里谁在卖货、谁在涨粉
ranking-option-region = 地区
ranking-option-region-about = 市场，例如 US · 美国（默认：服务器的地区，否则 US）
ranking-option-by = 排序
ranking-option-by-about = 按什么排名（默认：销量）
ranking-option-period = 周期
ranking-option-period-about = 日榜、周榜或月榜（默认：日榜）
ranking-option-date = 日期
ranking-option-date-about = 周期的第一天，yyyy-MM-dd（默认：最新一期）
ranking-option-category = 达人类目
ranking-option-category-about = 只看这个账号类目的达人
ranking-option-product = 商品类目
ranking-option-product-about = 只看带这个商品类目的达人
ranking-option-top = 数量
ranking-option-top-about = 显示多少位达人，10 到 100（默认：10）
ranking-option-private = 仅自己可见
ranking-option-private-about = 结果只给我看
ranking-choice-by-sales = 销量
ranking-choice-by-followers = 涨粉数
ranking-choice-by-gmv = 预估 GMV
ranking-choice-by-growth = 涨粉率（黑马）
ranking-choice-period-day = 日榜
ranking-choice-period-week = 周榜
ranking-choice-period-month = 月榜

# A data date while one types.
ranking-date = { $first } · { $period }
ranking-date-yesterday = { $first } · 昨天 · { $period }
ranking-date-last-week = { $first } · 上周 · { $period }
ranking-date-last-month = { $first } · 上个月 · { $period }

# The title of a ranking.
ranking-title = { $region } · { $by } · { $period }
ranking-by-units = 销量
ranking-by-followers-gained = 涨粉数
ranking-by-followers-total = 总粉丝数
ranking-by-gmv = 预估 GMV
ranking-by-growth = 涨粉率
ranking-filter-category = 达人类目：{ $name }
ranking-filter-product = 带货类目：{ $name }
ranking-among =
    { $order ->
        [sales] 在销量前 { $count } 名中计算得出
       *[followers] 在涨粉数前 { $count } 名中计算得出
    }

# A line of a ranking.
ranking-new = 新
ranking-no-name = （无名称）
ranking-units =
    { $count ->
       *[other] { $shown } 件
    }
ranking-gmv = 预估 GMV { $money }
ranking-gained =
    { $count ->
       *[other] 涨粉 { $shown }
    }
ranking-lost =
    { $count ->
       *[other] 涨粉 { $shown }
    }
ranking-had =
    { $count ->
       *[other] 粉丝 { $shown }
    }
ranking-grown =
    { $count ->
       *[other] 粉丝 { $had }，涨 { $gained }
    }
ranking-shrunk =
    { $count ->
       *[other] 粉丝 { $had }，涨 { $gained }
    }
ranking-unknown = 未知
ranking-sells-video = 视频带货
ranking-sells-live = 直播带货
ranking-sells-both = 视频 + 直播
ranking-sells-showcase = 橱窗

# The foot of a ranking.
ranking-foot-date =
    { $kind ->
        [day] 数据日期 { $period }
        [week] 数据周 { $period }
       *[month] 数据月 { $period }
    }
ranking-foot-estimates = 均为估算值，美元
ranking-foot-age = { $age }前获取
ranking-foot-age-now = 刚刚获取
ranking-foot-credits = 消耗 { $count } 积分
ranking-foot-provisional = 数据可能还会变动
ranking-foot-revised = 数据已修订
ranking-foot-rows = 共 { $rows } 位达人，榜单到此为止
ranking-foot-left-out = 共 { $rows } 位达人：重复或无法读取的已略去
ranking-foot-new = 新 = 上一期未进前 { $count } 名
ranking-late = ⏳ { $awaited } 的榜单还没有发布，这是目前最新的一期。
ranking-instead = ⚠️ { $reason }这是 { $age }前存下的榜单。
ranking-instead-now = ⚠️ { $reason }这里只显示已存下的部分。
ranking-copy = 原榜单只有发起的人能翻页，这是给你的一份。

# Under a ranking.
ranking-page = { $page } / { $pages }
ranking-csv = CSV
ranking-board-here = 每日推送到此
ranking-open = 查看达人…
ranking-jump-title = 跳到某一页
ranking-jump-label = 页码，1 到 { $pages }
ranking-csv-done = 共 { $rows } 位达人，可用任何表格软件打开。名称若以公式符号开头，前面会加一个撇号。
