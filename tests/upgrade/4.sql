-- What version 4 adds: quiet hours.
UPDATE servers SET quiet_from = '22:00', quiet_to = '07:30' WHERE id = 7;
