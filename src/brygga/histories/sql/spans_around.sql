-- As long before as after, of each who is compared.
CREATE OR REPLACE TEMP TABLE spans AS
SELECT who, side, start - (1 - side) * $days AS since, start - (1 - side) * $days + $days - 1 AS until
FROM around, (VALUES (0), (1)) AS sides (side)
WHERE left_out IS NULL
