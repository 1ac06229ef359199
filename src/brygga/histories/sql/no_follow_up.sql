-- A placement ended, and nobody at home met the person; one that goes straight over in another stay is not home.
WITH ended AS MATERIALIZED (
  SELECT n, who, person, last_day FROM known WHERE kind = 'placement' AND last_day <= $on - $days
),
away AS (
  SELECT
    n,
    count(*) OVER straight_over > (long = 0)::INTEGER OR max(last_day) OVER until_then > last_day AS still_away
  FROM (
    SELECT n, who, begins, last_day, least(last_day, $on + 1) - begins AS long
    FROM known SEMI JOIN ended USING (who)
    WHERE stays
  )
  WINDOW
    straight_over AS (PARTITION BY who ORDER BY begins RANGE BETWEEN long FOLLOWING AND long + 1 FOLLOWING),
    until_then AS (PARTITION BY who ORDER BY begins RANGE BETWEEN UNBOUNDED PRECEDING AND long FOLLOWING)
),
came_home AS (
  SELECT ended.* FROM ended JOIN away USING (n) WHERE NOT still_away
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
