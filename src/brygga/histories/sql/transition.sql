-- It ended at one unit, and only then began at another. What begins soon begins from the last day to $days after it.
-- After a row that is over the day it began comes the next row; after any other, the first that begins soon.
WITH there AS (
  SELECT n, person, unit, begins, last_day, least(last_day, $on + 1) - begins AS long FROM known WHERE held
),
around AS (
  SELECT
    n, person, unit, last_day,
    CASE WHEN long = 0 THEN lead(n) OVER in_order ELSE min(n) OVER soon END AS next,
    CASE WHEN long = 0 THEN lead(begins) OVER in_order ELSE min(begins) OVER soon END AS next_begins
  FROM there
  WINDOW
    in_order AS (PARTITION BY person ORDER BY n),
    soon AS (PARTITION BY person ORDER BY begins RANGE BETWEEN long FOLLOWING AND long + $days FOLLOWING)
),
ended AS MATERIALIZED (
  SELECT * FROM around WHERE last_day <= $on AND next_begins <= last_day + $days
),
at_the_unit AS (
  SELECT
    n,
    count(*) OVER soon > (long = 0)::INTEGER OR max(last_day) OVER until_then > last_day AS stays
  FROM there SEMI JOIN ended USING (person, unit)
  WINDOW
    soon AS (PARTITION BY person, unit ORDER BY begins RANGE BETWEEN long FOLLOWING AND long + $days FOLLOWING),
    until_then AS (PARTITION BY person, unit ORDER BY begins RANGE BETWEEN UNBOUNDED PRECEDING AND long FOLLOWING)
)
SELECT person, last_day AS since, next_begins AS until, [n, next] AS evidence
FROM ended JOIN at_the_unit USING (n)
WHERE NOT stays
