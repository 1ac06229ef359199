-- Moves as `transition` finds them, and as `gap` does where nobody took over; what ended since a day.
WITH found AS (
  SELECT who, since AS last_day, evidence[1] AS here, evidence[2] AS there FROM (
{transition}
  )
  UNION ALL
  SELECT who, since - 1, evidence[1], NULL FROM (
{gap}
  )
)
SELECT
  grouping(one.unit) = 1 AS is_all, one.organisation, one.unit, other.organisation, other.unit,
  count(*), count(DISTINCT found.who)
FROM found
JOIN known AS one ON one.n = found.here
LEFT JOIN known AS other ON other.n = found.there
WHERE found.last_day >= $since
GROUP BY GROUPING SETS ((one.organisation, one.unit, other.organisation, other.unit), ())
