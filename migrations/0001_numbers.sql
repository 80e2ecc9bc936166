-- Numbers: lists, known absences, the ledger of credits, and what was registered at Discord.
-- Times are epoch seconds, data dates are yyyy-MM-dd, '' stands for a filter that isn't set.

CREATE TABLE lists (
    id            INTEGER PRIMARY KEY,
    region        TEXT    NOT NULL,
    period        TEXT    NOT NULL CHECK (period IN ('day', 'week', 'month')),
    field         INTEGER NOT NULL,
    category      TEXT    NOT NULL,
    product       TEXT    NOT NULL,
    date          TEXT    NOT NULL,
    pages         INTEGER NOT NULL,
    ended         BOOLEAN NOT NULL,
    provisional   BOOLEAN NOT NULL,
    revised       BOOLEAN NOT NULL,
    first_seen_at BIGINT  NOT NULL,
    fetched_at    BIGINT  NOT NULL,
    UNIQUE (region, period, field, category, product, date)
);

CREATE TABLE list_rows (
    list_id            BIGINT  NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
    rank               INTEGER NOT NULL,
    user_id            TEXT    NOT NULL,
    unique_id          TEXT,
    nick_name          TEXT,
    avatar             TEXT,
    region             TEXT,
    category           TEXT,
    ec_score           REAL,
    sales_flag         INTEGER,
    most_category_1    TEXT,
    most_category_2    TEXT,
    most_category_3    TEXT,
    product_paths      TEXT    NOT NULL,
    followers          BIGINT,
    likes              BIGINT,
    videos             BIGINT,
    lives              BIGINT,
    products           BIGINT,
    units              BIGINT,
    gmv                REAL,
    lifetime_followers BIGINT,
    lifetime_likes     BIGINT,
    lifetime_videos    BIGINT,
    lifetime_lives     BIGINT,
    lifetime_products  BIGINT,
    lifetime_units     BIGINT,
    lifetime_gmv       REAL,
    PRIMARY KEY (list_id, rank)
) WITHOUT ROWID;

CREATE INDEX list_rows_by_creator ON list_rows (user_id, list_id);

CREATE TABLE absences (
    region      TEXT    NOT NULL,
    period      TEXT    NOT NULL CHECK (period IN ('day', 'week', 'month')),
    field       INTEGER NOT NULL,
    category    TEXT    NOT NULL,
    product     TEXT    NOT NULL,
    date        TEXT    NOT NULL,
    cause       TEXT    NOT NULL CHECK (cause IN ('empty', 'filter_ignored')),
    times       INTEGER NOT NULL,
    asked_at    BIGINT  NOT NULL,
    next_ask_at BIGINT  NOT NULL,
    PRIMARY KEY (region, period, field, category, product, date)
) WITHOUT ROWID;

CREATE TABLE credits (
    id      INTEGER PRIMARY KEY,
    at      BIGINT  NOT NULL,
    purpose TEXT    NOT NULL CHECK (purpose IN ('ask', 'board', 'watch', 'backfill')),
    person  BIGINT,
    server  BIGINT,
    state   TEXT    NOT NULL CHECK (state IN ('reserved', 'spent', 'released')),
    request TEXT    NOT NULL
);

CREATE INDEX credits_by_time ON credits (at, state, purpose, person, server);
CREATE INDEX credits_reserved ON credits (state) WHERE state = 'reserved';

CREATE TABLE registrations (
    application_id BIGINT NOT NULL,
    scope          TEXT   NOT NULL,
    hash           TEXT   NOT NULL,
    updated_at     BIGINT NOT NULL,
    PRIMARY KEY (application_id, scope)
) WITHOUT ROWID;
