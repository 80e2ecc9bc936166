-- What version 2 adds: servers in every state, boards in every state, turns, the outbox in every state, a draft.
INSERT INTO servers (id, name, locale, state, left_at, zone, language, region, alert_channel, manager_role, last_board)
VALUES (7, 'Creator Agency', 'en-US', 'here', NULL, 'Europe/Berlin', 'zh-CN', 'GB', 70, 71, 4),
    (8, 'Outage', 'en-US', 'outage', NULL, NULL, NULL, NULL, NULL, NULL, 0),
    (9, 'Left', 'zh-CN', 'left', 1795400000, NULL, NULL, NULL, NULL, NULL, 0);
INSERT INTO audit (id, server, person, at, what, before, after) VALUES (1, 7, 9, 1795400000, 'board_add', '', '1');
INSERT INTO people (id, dm_closed_at, told) VALUES (9, 1795400000, TRUE);
INSERT INTO boards (id, server, number, channel, region, ranked_by, period, category, product, top, time, days, cron,
    zone, language, style, format, mention, late, created_by, created_at, state, state_at, trouble, removed_from,
    next_due_at, next_due_date, last_due_date, targeted, posted, posted_channel, posted_message)
VALUES (1, 7, 1, 70, 'US', 'sales', 'day', '', '', 10, '09:00', 127, NULL, 'Europe/Berlin', 'en-US', 'new', 'rich', NULL,
        'wait', 9, 1795300000, 'active', 1795300000, NULL, NULL, 1795507200, '2026-11-24', '2026-11-23', '2026-11-22',
        '2026-11-22', 70, 700),
    (2, 7, 2, 72, 'GB', 'growth', 'week', 'Beauty', '', 20, NULL, NULL, '0 9 * * 1', 'UTC', 'zh-CN', 'edit', 'plain', 71,
        'post', 9, 1795300000, 'paused', 1795310000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (3, 7, 3, 73, 'US', 'gmv', 'month', '', '', 100, '23:59', 1, NULL, 'UTC', 'en-US', 'new', 'rich', NULL, 'skip', 9,
        1795300000, 'blocked', 1795310000, '{"kind":"channel_gone"}', NULL, NULL, NULL, '2026-11-01', '2026-10-01', NULL, NULL, NULL),
    (4, 7, 4, 74, 'US', 'followers', 'day', '', '', 10, '10:00', 1, NULL, 'UTC', 'en-US', 'new', 'rich', NULL, 'wait', 9,
        1795300000, 'removed', 1795310000, NULL, 'active', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO runs (board, date, due_at, period, target, state, detail, caught_up, next_try_at, at, channel, message)
VALUES (1, '2026-11-20', 1795161600, 'day', '2026-11-19', 'missed', '', FALSE, NULL, 1795161600, NULL, NULL),
    (1, '2026-11-21', 1795248000, 'day', '2026-11-20', 'posted', '', FALSE, NULL, 1795248000, 70, 699),
    (1, '2026-11-22', 1795334400, 'day', '2026-11-21', 'no_numbers', 'server', TRUE, NULL, 1795334400, NULL, NULL),
    (1, '2026-11-23', 1795420800, 'day', '2026-11-22', 'queued', '', FALSE, NULL, 1795420800, NULL, NULL),
    (2, '2026-11-23', 1795420800, 'week', '2026-11-16', 'waiting', '', FALSE, 1795420860, 1795420800, NULL, NULL);
INSERT INTO outbox (id, mark, kind, subject, period, server, board, channel, person, lane, version, meaning, state, front,
    ready_at, leased_at, lease_until, unclear_since, attempts, plain, cause, detail, queued_at, expires_at, settled_at,
    sent_channel, sent_message)
SELECT id, 1000 + id, kind, 1, period, 7, 1, 70 + id, NULL, 70 + id, 1,
    CASE kind WHEN 'crosspost' THEN '{"kind":"crosspost","channel":70,"message":699}' ELSE
    '{"kind":"board","board":1,"number":1,"settings":{"question":{"region":"US","order":"sales","period":"day","date":null,'
    || '"category":null,"product":null,"depth":10},"channel":70,"schedule":{"timing":{"daily":{"time":"09:00:00","days":127}},'
    || '"zone":"Europe/Berlin"},"language":"en-US","style":"new","format":"rich","mention":null,"late":"wait"},'
    || '"date":{"period":"day","first":"2026-11-22"},"late":"none","test":false}' END,
    state, state IN ('ready', 'leased'), 1795420800, CASE state WHEN 'leased' THEN 1795420801 END,
    CASE state WHEN 'leased' THEN 1795420831 END, CASE state WHEN 'held' THEN 1795420700 END, 2, id = 3, cause, '',
    1795420800, 1795442400, CASE WHEN state IN ('sent', 'dead', 'dropped') THEN 1795420900 END,
    CASE state WHEN 'sent' THEN 70 END, CASE state WHEN 'sent' THEN 699 END
FROM (SELECT 1 AS id, 'board' AS kind, '2026-11-23' AS period, 'ready' AS state, '' AS cause
    UNION ALL SELECT 2, 'test', '1795420800', 'leased', ''
    UNION ALL SELECT 3, 'board', '2026-11-22', 'held', 'unclear'
    UNION ALL SELECT 4, 'board', '2026-11-21', 'sent', ''
    UNION ALL SELECT 5, 'board', '2026-11-19', 'dead', 'expired'
    UNION ALL SELECT 6, 'board', '2026-11-18', 'dropped', ''
    UNION ALL SELECT 7, 'crosspost', '', 'ready', '');
INSERT INTO drafts (id, server, person, data, expires_at) VALUES (5, 7, 9, '{}', 1795500000);
