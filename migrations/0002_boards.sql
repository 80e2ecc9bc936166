-- Boards: servers and their settings, what falls due, the outbox, drafts.
-- Ids of Discord are its snowflakes; times are epoch seconds; local and data dates are yyyy-MM-dd.

CREATE TABLE servers (
    id            BIGINT PRIMARY KEY,
    name          TEXT   NOT NULL,
    locale        TEXT   NOT NULL,
    state         TEXT   NOT NULL CHECK (state IN ('here', 'outage', 'left')),
    left_at       BIGINT,
    zone          TEXT,
    language      TEXT,
    region        TEXT,
    alert_channel BIGINT,
    manager_role  BIGINT,
    -- The number that its last board got: none is given twice.
    last_board    INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE audit (
    id     INTEGER PRIMARY KEY,
    server BIGINT NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    person BIGINT NOT NULL,
    at     BIGINT NOT NULL,
    what   TEXT   NOT NULL,
    before TEXT   NOT NULL,
    after  TEXT   NOT NULL
);

CREATE INDEX audit_by_server ON audit (server, id);

CREATE TABLE people (
    id           BIGINT PRIMARY KEY,
    -- Since when their direct messages are closed to the bot, and whether they were told so.
    dm_closed_at BIGINT,
    told         BOOLEAN NOT NULL DEFAULT FALSE
) WITHOUT ROWID;

CREATE TABLE boards (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    server         BIGINT  NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL,
    channel        BIGINT  NOT NULL,
    region         TEXT    NOT NULL,
    ranked_by      TEXT    NOT NULL,
    period         TEXT    NOT NULL CHECK (period IN ('day', 'week', 'month')),
    category       TEXT    NOT NULL,
    product        TEXT    NOT NULL,
    top            INTEGER NOT NULL,
    -- Either a time and days, or a cron expression.
    time           TEXT,
    days           INTEGER,
    cron           TEXT,
    zone           TEXT    NOT NULL,
    language       TEXT    NOT NULL,
    style          TEXT    NOT NULL CHECK (style IN ('new', 'edit')),
    format         TEXT    NOT NULL CHECK (format IN ('rich', 'plain')),
    mention        BIGINT,
    late           TEXT    NOT NULL CHECK (late IN ('wait', 'post', 'skip')),
    created_by     BIGINT  NOT NULL,
    created_at     BIGINT  NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('active', 'paused', 'blocked', 'removed')),
    -- Since when; why it is blocked (JSON); what a removed one was before.
    state_at       BIGINT  NOT NULL,
    trouble        TEXT,
    removed_from   TEXT,
    -- What is due is a column, computed and saved before the work.
    next_due_at    BIGINT,
    next_due_date  TEXT,
    -- The newest local date on which it fell due; the newest data date that it fell due for, and that it posted.
    last_due_date  TEXT,
    targeted       TEXT,
    posted         TEXT,
    -- The message of its last post.
    posted_channel BIGINT,
    posted_message BIGINT,
    UNIQUE (server, number),
    CHECK ((cron IS NULL) = (time IS NOT NULL AND days IS NOT NULL))
);

CREATE INDEX boards_due ON boards (next_due_at) WHERE state = 'active' AND next_due_at IS NOT NULL;
CREATE INDEX boards_by_channel ON boards (channel) WHERE state <> 'removed';
CREATE INDEX boards_by_question ON boards (region, period, ranked_by) WHERE state = 'active';
CREATE INDEX boards_blocked ON boards (server) WHERE state = 'blocked';
CREATE INDEX boards_gone ON boards (state_at) WHERE state IN ('blocked', 'removed');

-- A board's turns: at most one a local date.
CREATE TABLE runs (
    board       BIGINT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
    date        TEXT   NOT NULL,
    due_at      BIGINT NOT NULL,
    -- The data date that it is for: what is set of a board may change later.
    period      TEXT   NOT NULL CHECK (period IN ('day', 'week', 'month')),
    target      TEXT   NOT NULL,
    state       TEXT   NOT NULL,
    -- The trouble as JSON, or a word that says more.
    detail      TEXT   NOT NULL DEFAULT '',
    caught_up   BOOLEAN NOT NULL DEFAULT FALSE,
    next_try_at BIGINT,
    at          BIGINT NOT NULL,
    channel     BIGINT,
    message     BIGINT,
    PRIMARY KEY (board, date)
) WITHOUT ROWID;

CREATE INDEX runs_due ON runs (next_try_at) WHERE state = 'waiting';
CREATE INDEX runs_by_time ON runs (at);

CREATE TABLE outbox (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    mark          BIGINT  NOT NULL UNIQUE,
    -- One deed, one row: a job that runs twice writes it once.
    kind          TEXT    NOT NULL CHECK (kind IN ('board', 'test', 'notice', 'crosspost')),
    subject       BIGINT  NOT NULL,
    period        TEXT    NOT NULL,
    server        BIGINT  NOT NULL,
    board         BIGINT,
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

CREATE UNIQUE INDEX outbox_front ON outbox (lane) WHERE front;
CREATE INDEX outbox_claim ON outbox (ready_at, id) WHERE front AND state = 'ready';
CREATE INDEX outbox_ready ON outbox (lane, ready_at, id) WHERE state = 'ready';
CREATE INDEX outbox_leased ON outbox (lease_until) WHERE state = 'leased';
CREATE INDEX outbox_held ON outbox (expires_at) WHERE state = 'held';
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE state IN ('sent', 'dead', 'dropped');
CREATE INDEX outbox_by_board ON outbox (board, id);

CREATE TABLE drafts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    server     BIGINT NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    person     BIGINT NOT NULL,
    -- What is being set up, or what a press on Undo brings back (JSON).
    data       TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX drafts_by_expiry ON drafts (expires_at);
