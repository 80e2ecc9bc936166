-- What version 5 adds: that a backup was restored.
INSERT INTO restores (at, backup_at, told_until) VALUES (1795300000, 1795200000, '2026-11-20');
