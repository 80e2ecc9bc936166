## A creator's card.

creator-rank = #{ $rank } · { $region } · { $by } · { $period }
creator-period = In the period
creator-lifetime = In all
creator-sells = Sells by
creator-category = Account category
creator-products = Promotes most
creator-score = EchoTik score
creator-likes =
    { $count ->
        [one] { $shown } like
       *[other] { $shown } likes
    }
creator-videos =
    { $count ->
        [one] { $shown } video
       *[other] { $shown } videos
    }
creator-lives =
    { $count ->
        [one] { $shown } live stream
       *[other] { $shown } live streams
    }
creator-products-count =
    { $count ->
        [one] { $shown } product
       *[other] { $shown } products
    }
