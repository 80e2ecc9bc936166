-- What version 3 adds: a creator with days, watches, what they said, and an alert that waits.
INSERT INTO creators (id, user_id, handle, name, region, seen_at) VALUES (900, '6900', 'nine', 'Nine', 'US', 1795435200);
INSERT INTO observations (creator, date, source, units, gmv, followers, total_units, total_gmv, total_followers, rank,
    list, fetched_at)
VALUES (900, '2026-11-22', 'sales', 300, 834417, NULL, 90300, 133456, 46700, 9, 2, 1795438800),
    (900, '2026-11-22', 'absent', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795438800);
UPDATE servers SET last_watch = 2 WHERE id = 7;
INSERT INTO watches (id, server, number, creator, channel, region, counts_sales, counts_followers, counts_rank, settings,
    log, log_before, state, state_at, evaluated, evaluated_at, missing_told, created_by, created_at)
SELECT id, 7, id, 900, 70, 'US', TRUE, FALSE, FALSE,
    '{"user_id":"6900","region":"US","channel":70,"metrics":["sales"],"sensitivity":"normal","percent":null,'
    || '"minimum":null,"cooldown_hours":24,"mention":null,"top":10,"rivals":[],"silent_days":null}',
    '{"started":"2026-11-20","lasting":{},"alerts":{},"held":{},"snoozed_until":null,"muted":[]}', NULL, state, 1795300000,
    CASE state WHEN 'active' THEN '2026-11-22' END, CASE state WHEN 'active' THEN 1795438900 END, state = 'removed', 9,
    1795300000
FROM (SELECT 1 AS id, 'active' AS state UNION ALL SELECT 2, 'removed');
INSERT INTO alerts (watch, rule, date, at, data)
VALUES (1, 'spike sales', '2026-11-22', 1795438900, '{"watch":1,"number":1,"creator":{"user_id":"6900","handle":"nine",'
    || '"name":"Nine","region":"US"},"region":"US","finding":{"kind":"spike","metric":"sales","day":{"date":"2026-11-22",'
    || '"value":900.0,"days":1,"from":{"trend":{"fetched_at":"2026-11-23T12:00:00Z"}}},"baseline":{"previous":{"date":'
    || '"2026-11-21","value":100.0,"days":1,"from":{"trend":{"fetched_at":"2026-11-23T12:00:00Z"}}},"median":100.0,"days":28,'
    || '"week":101.5,"weekday":1.0,"weekdays":4,"expected":100.7,"spread":0.3,"is_thin":false},"limits":{"percent":50,'
    || '"floor":50},"needed":262.9},"spoken":{"because":"new"},"days":[["2026-11-21",100.0],["2026-11-22",900.0]],"rival":null}');
INSERT INTO outbox (id, mark, kind, subject, period, server, watch, channel, lane, version, meaning, state, front, ready_at,
    queued_at, expires_at)
SELECT 8, 1008, 'alert', 1, '2026-11-22 spike sales', 7, 1, 78, 78, 1,
    '{"kind":"watch","language":"zh-CN","mentions":[],"news":{"news":"alert",' || substr(data, 2) || '}', 'ready', TRUE,
    1795438900, 1795438900, 1795460500
FROM alerts;
