-- Nobody is there: between two rows, or from the last of them until today.
WITH there AS (
  SELECT n, who, person, begins, max(place(who, last_day)) OVER (ROWS UNBOUNDED PRECEDING) AS reach
  FROM known
  WHERE held
),
before AS (
  SELECT *, lag(reach) OVER () AS reached, lead(who) OVER () IS DISTINCT FROM who AS is_last
  FROM there
),
by_whom AS (
  SELECT *, max(n) FILTER (reached IS NULL OR reach > reached) OVER (ROWS UNBOUNDED PRECEDING) AS reached_by
  FROM before
),
reached_before AS (
  SELECT *, lag(reached_by) OVER () AS was_reached_by FROM by_whom
)
SELECT person, who, day_at(reached) + 1 AS since, begins - 1 AS until, [was_reached_by, n] AS evidence
FROM reached_before
WHERE who_at(reached) = who AND begins - day_at(reached) > $days
UNION ALL
SELECT person, who, day_at(reach) + 1, NULL, [reached_by]
FROM reached_before
WHERE is_last AND day_at(reach) < $on AND $on - day_at(reach) >= $days
