-- One time, the same for all.
CREATE OR REPLACE TEMP TABLE spans AS
SELECT who, 0 AS side, $since::INTEGER AS since, $until::INTEGER AS until FROM chosen
