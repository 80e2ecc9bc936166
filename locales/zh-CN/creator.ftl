## A creator's card.

creator-rank = 第 { $rank } 名 · { $region } · { $by } · { $period }
creator-period = 本期
creator-lifetime = 累计
creator-sells = 带货方式
creator-category = 账号类目
creator-products = 主要带货类目
creator-score = EchoTik 评分
creator-likes = { $shown } 点赞
creator-videos = { $shown } 个视频
creator-lives = { $shown } 场直播
creator-products-count = { $shown } 个商品
creator-foot = 均为估算值，美元 · { $age }
