-- Quiet hours of a server: HH:MM by the clocks of its zone, both or none.

ALTER TABLE servers ADD COLUMN quiet_from TEXT;
ALTER TABLE servers ADD COLUMN quiet_to TEXT CHECK ((quiet_from IS NULL) = (quiet_to IS NULL));
