-- A database as version 1 left it: lists with an odd row, an absence, the ledger in every state, registrations.
INSERT INTO lists (id, region, period, field, category, product, date, pages, ended, provisional, revised,
    first_seen_at, fetched_at)
VALUES (1, 'US', 'day', 2, '', '', '2026-11-21', 1, TRUE, FALSE, FALSE, 1795348800, 1795348800),
    (2, 'US', 'day', 2, '', '', '2026-11-22', 1, TRUE, TRUE, TRUE, 1795435200, 1795438800),
    (3, 'GB', 'week', 6, 'Beauty', '', '2026-11-16', 1, FALSE, FALSE, FALSE, 1795435200, 1795435200);
INSERT INTO list_rows (list_id, rank, user_id, unique_id, nick_name, avatar, region, category, ec_score, sales_flag,
    most_category_1, most_category_2, most_category_3, product_paths, followers, likes, videos, lives, products, units,
    gmv, lifetime_followers, lifetime_likes, lifetime_videos, lifetime_lives, lifetime_products, lifetime_units,
    lifetime_gmv)
VALUES (1, 1, '6801', 'one.shop', 'One', NULL, 'US', 'Beauty', 7.5, 1, '601450', NULL, NULL, '[]', 5, 6, 1, 0, 3, 250,
        7344.17, 46652, 9, 8, -1, 7, 90000, 1234.56),
    (2, 1, '6801', 'One.Shop', 'One ' || char(8238), NULL, 'US', 'Beauty', 7.5, 1, NULL, NULL, NULL, '[]', 5, 6, 1, 0, 3,
        300, 8344.17, 46700, 9, 8, -1, 7, 90300, 1334.56),
    (2, 2, '6802', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '[]', NULL, NULL, NULL, NULL, NULL, 20,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 1, '6803', 'three', 'Three', NULL, 'GB', 'Beauty', 1.0, 1, NULL, NULL, NULL, '[]', 50, 0, 0, 0, 0, 1, 9.5, 0, 0, 0,
        0, 0, 0, 0.0);
INSERT INTO absences (region, period, field, category, product, date, cause, times, asked_at, next_ask_at)
VALUES ('US', 'day', 2, '', '', '2026-11-23', 'empty', 2, 1795435200, 1795437000);
INSERT INTO credits (id, at, purpose, person, server, state, request)
VALUES (1, 1795435200, 'ask', 9, 7, 'spent', 'US day'), (2, 1795435260, 'ask', NULL, NULL, 'released', 'US day'),
    (3, 1795435320, 'backfill', NULL, NULL, 'reserved', 'US day');
INSERT INTO registrations (application_id, scope, hash, updated_at) VALUES (11, 'global', 'abc', 1795435200);
