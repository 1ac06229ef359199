-- It ended at one unit, and only then began at another. What begins soon begins from the last day to $days after it.
-- The next row is the first that begins soon, unless it begins before the last day: then one looks further on.
WITH there AS MATERIALIZED (
  SELECT
    n, who, person, unit, begins, last_day, least(last_day, $on + 1) - begins AS long,
    lead(who) OVER () = who AS follows, lead(n) OVER () AS next, lead(begins) OVER () AS next_begins,
    lag(place(who, begins)) OVER () IS DISTINCT FROM place(who, begins) AS first_that_day
  FROM known
  WHERE held
),
over AS MATERIALIZED (
  SELECT n, who, person, unit, last_day, next, next_begins
  FROM there
  WHERE last_day <= $on AND follows AND next_begins <= last_day + $days
),
further_on AS (
  SELECT one.* REPLACE (other.n AS next, other.begins AS next_begins)
  FROM (FROM over WHERE next_begins < last_day) AS one
  ASOF JOIN (FROM there SEMI JOIN over USING (who) WHERE first_that_day) AS other
    ON one.who = other.who AND one.last_day <= other.begins
),
ended AS MATERIALIZED (
  FROM over WHERE next_begins >= last_day
  UNION ALL
  FROM further_on WHERE next_begins <= last_day + $days
),
at_the_unit AS (
  SELECT
    n,
    count(*) OVER soon > (long = 0)::INTEGER OR max(last_day) OVER until_then > last_day AS stays
  FROM there SEMI JOIN ended USING (who, unit)
  WINDOW
    soon AS (PARTITION BY who, unit ORDER BY begins RANGE BETWEEN long FOLLOWING AND long + $days FOLLOWING),
    until_then AS (PARTITION BY who, unit ORDER BY begins RANGE BETWEEN UNBOUNDED PRECEDING AND long FOLLOWING)
)
SELECT person, who, last_day AS since, next_begins AS until, [n, next] AS evidence
FROM ended JOIN at_the_unit USING (n)
WHERE NOT stays
