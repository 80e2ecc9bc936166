-- When a backup took the place of the database: what may have been said in between isn't said again.
-- Times are epoch seconds, data dates are yyyy-MM-dd.

CREATE TABLE restores (
    at         BIGINT NOT NULL,
    backup_at  BIGINT NOT NULL,
    -- Watches learn the days up to this data date, and tell nothing of them.
    told_until TEXT   NOT NULL
);

-- From when a post's lateness counts: when its board fell due, or until when it was kept back; NULL is queued_at.
ALTER TABLE outbox ADD COLUMN due_at BIGINT;
