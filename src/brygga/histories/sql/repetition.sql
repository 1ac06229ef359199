-- Each run in which so many ($times) always fall within so many days. A row is full if it is the last of so many.
WITH repeated AS (
  SELECT
    n, who, person, begins, row_number() OVER () AS i,
    lag(who, $times - 1) OVER () = who AND begins - lag(begins, $times - 1) OVER () <= $days AS is_full
  FROM known
  WHERE CASE WHEN $of IS NULL THEN broken_off ELSE kind = $of END
),
ahead AS (
  SELECT
    *, min(i) FILTER (is_full) OVER (
      PARTITION BY who ORDER BY i ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
    ) - i AS to_full
  FROM repeated
),
in_runs AS (
  SELECT *, sum((to_full = $times - 1)::INTEGER) OVER (PARTITION BY who ORDER BY i) AS run
  FROM ahead
  WHERE to_full < $times
)
SELECT any_value(person) AS person, who, min(begins) AS since, max(begins) AS until, list(n ORDER BY n) AS evidence
FROM in_runs
GROUP BY who, run
