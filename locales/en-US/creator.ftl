## A creator's card.

creator-rank = #{ $rank } · { $region } · { $by } · { $period }
creator-period = In the period
creator-lifetime = In all
creator-sells = Sells by
creator-category = Account category
creator-products = Promotes most
creator-score = EchoTik score
creator-likes = { $shown } likes
creator-videos = { $shown } videos
creator-lives = { $shown } live streams
creator-products-count = { $shown } products
creator-foot = estimates, USD · { $age }
