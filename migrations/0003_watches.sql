-- Watches: who creators are, what is known of their days, who is watched, and what was said of them.
-- Times are epoch seconds, data dates are yyyy-MM-dd.

CREATE TABLE creators (
    id      INTEGER PRIMARY KEY,
    user_id TEXT    NOT NULL UNIQUE,
    -- Only who was seen with it last has it: handles change hands.
    handle  TEXT,
    name    TEXT,
    region  TEXT,
    seen_at BIGINT  NOT NULL
);

CREATE INDEX creators_by_handle ON creators (handle, seen_at, region);
CREATE INDEX creators_by_sight ON creators (seen_at, region, name);

-- A creator's day as one row of the source tells it.
CREATE TABLE observations (
    creator         BIGINT  NOT NULL REFERENCES creators (id),
    date            TEXT    NOT NULL,
    -- A row of a day's ranking by that order, a row of details, or one of trends; or that the source was asked and
    -- said nothing, so that it isn't asked again.
    source          TEXT    NOT NULL CHECK (source IN ('sales', 'followers', 'detail', 'trend', 'absent')),
    -- Values of the day itself; GMV in cents.
    units           BIGINT,
    gmv             BIGINT,
    followers       BIGINT,
    -- Totals over the lifetime.
    total_units     BIGINT,
    total_gmv       BIGINT,
    total_followers BIGINT,
    -- Of a ranking: the rank and the list, so that every number can be traced to its row.
    rank            INTEGER,
    list            BIGINT  REFERENCES lists (id),
    fetched_at      BIGINT  NOT NULL,
    PRIMARY KEY (creator, date, source),
    CHECK ((rank IS NULL) = (list IS NULL))
) WITHOUT ROWID;

-- The number that a server's last watch got: none is given twice.
ALTER TABLE servers ADD COLUMN last_watch INTEGER NOT NULL DEFAULT 0;

CREATE TABLE watches (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    server           BIGINT  NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    number           INTEGER NOT NULL,
    -- What is looked for, again beside the settings.
    creator          BIGINT  NOT NULL REFERENCES creators (id),
    channel          BIGINT  NOT NULL,
    region           TEXT    NOT NULL,
    counts_sales     BOOLEAN NOT NULL,
    counts_followers BOOLEAN NOT NULL,
    counts_rank      BOOLEAN NOT NULL,
    -- What is set and what it remembers, as JSON; what it remembered before its last evaluation, where that changed it.
    settings         TEXT    NOT NULL,
    log              TEXT    NOT NULL,
    log_before       TEXT,
    state            TEXT    NOT NULL CHECK (state IN ('active', 'removed')),
    state_at         BIGINT  NOT NULL,
    -- The data date of its last evaluation, and when that was.
    evaluated        TEXT,
    evaluated_at     BIGINT,
    -- Whether people were told that the source says nothing of the creator any more.
    missing_told     BOOLEAN NOT NULL DEFAULT FALSE,
    created_by       BIGINT  NOT NULL,
    created_at       BIGINT  NOT NULL,
    UNIQUE (server, number)
);

CREATE UNIQUE INDEX watches_once ON watches (server, creator, channel) WHERE state = 'active';
CREATE INDEX watches_due ON watches (region, creator, id, evaluated, server) WHERE state = 'active';
CREATE INDEX watches_counting ON watches (region, creator, counts_sales, counts_followers, server)
    WHERE state = 'active';
CREATE INDEX watches_ranked ON watches (region, server) WHERE state = 'active' AND counts_rank;
CREATE INDEX watches_by_channel ON watches (channel);
CREATE INDEX watches_gone ON watches (state_at) WHERE state = 'removed';

CREATE TABLE alerts (
    watch BIGINT NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
    rule  TEXT   NOT NULL,
    date  TEXT   NOT NULL,
    at    BIGINT NOT NULL,
    data  TEXT   NOT NULL,
    PRIMARY KEY (watch, rule, date)
) WITHOUT ROWID;

CREATE INDEX alerts_by_date ON alerts (date, watch);
CREATE INDEX alerts_by_time ON alerts (at);

-- The outbox learns of alerts: a CHECK can only be changed with its table.
CREATE TABLE outbox_new (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    mark          BIGINT  NOT NULL UNIQUE,
    -- One deed, one row: a job that runs twice writes it once.
    kind          TEXT    NOT NULL CHECK (kind IN ('board', 'test', 'alert', 'notice', 'crosspost')),
    subject       BIGINT  NOT NULL,
    period        TEXT    NOT NULL,
    server        BIGINT  NOT NULL,
    board         BIGINT,
    watch         BIGINT,
    -- The channel or the person, and what has one send in flight at most.
    channel       BIGINT,
    person        BIGINT,
    lane          BIGINT  NOT NULL,
    -- What is meant, as JSON of a version; rendered when it is sent.
    version       INTEGER NOT NULL,
    meaning       TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('ready', 'leased', 'held', 'sent', 'dead', 'dropped')),
    -- Whether it is its lane's next, or leased: at most one of a lane is, and only that one is claimed.
    front         BOOLEAN NOT NULL DEFAULT FALSE,
    ready_at      BIGINT  NOT NULL,
    leased_at     BIGINT,
    lease_until   BIGINT,
    unclear_since BIGINT,
    attempts      INTEGER NOT NULL DEFAULT 0,
    plain         BOOLEAN NOT NULL DEFAULT FALSE,
    -- Why it is held or dead: a word, and what was said.
    cause         TEXT    NOT NULL DEFAULT '',
    detail        TEXT    NOT NULL DEFAULT '',
    queued_at     BIGINT  NOT NULL,
    expires_at    BIGINT  NOT NULL,
    settled_at    BIGINT,
    sent_channel  BIGINT,
    sent_message  BIGINT,
    UNIQUE (kind, subject, period),
    CHECK ((channel IS NULL) <> (person IS NULL))
);

INSERT INTO outbox_new (id, mark, kind, subject, period, server, board, channel, person, lane, version, meaning, state,
    front, ready_at, leased_at, lease_until, unclear_since, attempts, plain, cause, detail, queued_at, expires_at,
    settled_at, sent_channel, sent_message)
SELECT id, mark, kind, subject, period, server, board, channel, person, lane, version, meaning, state, front, ready_at,
    leased_at, lease_until, unclear_since, attempts, plain, cause, detail, queued_at, expires_at, settled_at,
    sent_channel, sent_message
FROM outbox;

-- No id comes twice, also where the last rows are forgotten already.
DELETE FROM sqlite_sequence WHERE name = 'outbox_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_new', seq FROM sqlite_sequence WHERE name = 'outbox';

DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;

CREATE UNIQUE INDEX outbox_front ON outbox (lane) WHERE front;
CREATE INDEX outbox_claim ON outbox (ready_at, id) WHERE front AND state = 'ready';
CREATE INDEX outbox_ready ON outbox (lane, ready_at, id) WHERE state = 'ready';
CREATE INDEX outbox_leased ON outbox (lease_until) WHERE state = 'leased';
CREATE INDEX outbox_held ON outbox (expires_at) WHERE state = 'held';
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE state IN ('sent', 'dead', 'dropped');
CREATE INDEX outbox_by_board ON outbox (board, id);

-- What the lists say that are there already: each creator as last seen.
INSERT INTO creators (user_id, handle, name, region, seen_at)
SELECT user_id,
    CASE WHEN length(unique_id) BETWEEN 1 AND 24 AND unique_id NOT GLOB '*[^A-Za-z0-9._]*' THEN lower(unique_id) END,
    nick_name,
    CASE WHEN region IN (SELECT region FROM lists) THEN region END,
    fetched_at
FROM (
    SELECT list_rows.user_id, unique_id, nick_name, list_rows.region, fetched_at,
        ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY fetched_at DESC, list_id DESC) AS nth
    FROM list_rows JOIN lists ON lists.id = list_rows.list_id)
WHERE nth = 1;

UPDATE creators SET handle = NULL
WHERE EXISTS (SELECT 1 FROM creators AS other
    WHERE other.handle = creators.handle AND (other.seen_at, other.id) > (creators.seen_at, creators.id));

-- Each day of theirs, rather from a list of all than from one with a filter. A board that is ordered by followers had
-- leaves the gained ones at 0, and a total of 0 isn't known.
INSERT INTO observations (creator, date, source, units, gmv, followers, total_units, total_gmv, total_followers, rank,
    list, fetched_at)
SELECT creators.id, date, CASE field WHEN 2 THEN 'sales' ELSE 'followers' END, units,
    CAST(ROUND(gmv * 100) AS INTEGER), CASE WHEN fills THEN followers END,
    CASE WHEN lifetime_units > 0 THEN lifetime_units END,
    CASE WHEN lifetime_gmv > 0 THEN CAST(ROUND(lifetime_gmv * 100) AS INTEGER) END,
    CASE WHEN lifetime_followers > 0 THEN lifetime_followers END,
    rank, list_id, fetched_at
FROM (
    SELECT list_rows.*, lists.date, lists.field, lists.fetched_at, filled.fills,
        ROW_NUMBER() OVER (
            PARTITION BY list_rows.user_id, lists.date, lists.field
            ORDER BY lists.category <> '' OR lists.product <> '', lists.fetched_at DESC, lists.id DESC, rank) AS nth
    FROM lists
    JOIN list_rows ON list_rows.list_id = lists.id
    JOIN (SELECT list_id, MAX(followers <> 0) AS fills FROM list_rows GROUP BY list_id) AS filled
        ON filled.list_id = lists.id
    WHERE lists.period = 'day') AS rows
JOIN creators ON creators.user_id = rows.user_id
WHERE nth = 1;
