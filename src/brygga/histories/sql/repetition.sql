-- Each run in which so many ($times) always fall within so many days. A row is full if it is the last of so many.
WITH repeated AS (
  SELECT n, person, begins, row_number() OVER w AS i, begins - lag(begins, $times - 1) OVER w <= $days AS is_full
  FROM known
  WHERE CASE WHEN $of IS NULL THEN broken_off ELSE kind = $of END
  WINDOW w AS (PARTITION BY person ORDER BY n)
),
ahead AS (
  SELECT
    n, person, begins, i,
    min(i) FILTER (is_full) OVER (
      PARTITION BY person ORDER BY i ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
    ) - i AS to_full
  FROM repeated
),
in_runs AS (
  SELECT n, person, begins, sum((to_full = $times - 1)::INTEGER) OVER (PARTITION BY person ORDER BY i) AS run
  FROM ahead
  WHERE to_full < $times
)
SELECT person, min(begins) AS since, max(begins) AS until, list(n ORDER BY n) AS evidence
FROM in_runs
GROUP BY person, run
