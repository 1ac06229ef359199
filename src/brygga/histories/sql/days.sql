-- Days in each kind of care; days that overlap are counted once.
WITH seen AS (
  SELECT person, kind, n, greatest(begins, $since) AS begins, least(last_day, $on) AS last_day
  FROM known
  WHERE $since <= $on AND last_day >= $since AND (compulsory OR NOT $compulsory)
),
new_days AS (
  SELECT
    person, kind,
    greatest(0, last_day - greatest(begins - 1, coalesce(max(last_day) OVER (
      PARTITION BY person, kind ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), begins - 1))) AS days
  FROM seen
)
SELECT person, kind, sum(days) AS days FROM new_days GROUP BY person, kind
