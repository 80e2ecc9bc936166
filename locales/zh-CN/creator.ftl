## A creator's card.

creator-rank = 第 { $rank } 名 · { $region } · { $by } · { $period }
creator-period = 本期
creator-lifetime = 累计
creator-sells = 带货方式
creator-category = 账号类目
creator-products = 主要带货类目
creator-score = EchoTik 评分
creator-likes =
    { $count ->
       *[other] 点赞 { $shown }
    }
creator-videos =
    { $count ->
       *[other] { $shown } 个视频
    }
creator-lives =
    { $count ->
       *[other] { $shown } 场直播
    }
creator-products-count =
    { $count ->
       *[other] { $shown } 个商品
    }
