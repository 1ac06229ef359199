-- A placement ended, and nobody at home met the person; one that goes straight over in another stay is not home.
-- The rows before it and the next one tell whether it does, unless the next one begins within it.
WITH stay AS (
  SELECT
    *, max(place(who, last_day)) OVER (ROWS UNBOUNDED PRECEDING) AS reach,
    lag(place(who, begins)) OVER () AS before, coalesce(lead(who) OVER () = who, false) AS follows,
    lead(begins) OVER () AS next_begins
  FROM (SELECT n, who, person, kind, begins, last_day FROM known WHERE stays)
),
away AS MATERIALIZED (
  SELECT *, lag(reach) OVER () AS reached, follows AND next_begins < last_day AS within FROM stay
),
ended AS MATERIALIZED (
  SELECT n, who, person, last_day, within
  FROM away
  WHERE kind = 'placement' AND last_day <= $on - $days
    AND coalesce(reached <= place(who, last_day), true) AND before IS DISTINCT FROM place(who, last_day)
    AND NOT (follows AND next_begins BETWEEN last_day AND last_day + 1)
),
looked_on AS (
  SELECT n, count(*) OVER straight_over = 0 AND max(last_day) OVER until_then <= last_day AS is_home
  FROM (
    SELECT n, who, begins, last_day, least(last_day, $on + 1) - begins AS long
    FROM away SEMI JOIN (FROM ended WHERE within) USING (who)
  )
  WINDOW
    straight_over AS (PARTITION BY who ORDER BY begins RANGE BETWEEN long FOLLOWING AND long + 1 FOLLOWING),
    until_then AS (PARTITION BY who ORDER BY begins RANGE BETWEEN UNBOUNDED PRECEDING AND long FOLLOWING)
),
came_home AS MATERIALIZED (
  FROM ended WHERE NOT within
  UNION ALL
  SELECT ended.* FROM ended JOIN looked_on USING (n) WHERE within AND is_home
),
met AS (
  SELECT who, begins, max(last_day) OVER (PARTITION BY who ORDER BY begins) AS until
  FROM known SEMI JOIN came_home USING (who)
  WHERE at_home
)
SELECT person, who, last_day AS since, last_day + $days AS until, [n] AS evidence
FROM (
  SELECT came_home.*, met.until AS met_until
  FROM came_home ASOF LEFT JOIN met ON came_home.who = met.who AND came_home.last_day + $days >= met.begins
)
WHERE met_until IS NULL OR met_until <= last_day
