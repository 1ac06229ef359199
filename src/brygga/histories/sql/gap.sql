-- Nobody is there: between two rows, or from the last of them until today.
WITH there AS (
  SELECT n, person, begins, reach(last_day, n) AS reach FROM known WHERE held
),
before AS (
  SELECT
    n, person, begins,
    max(reach) OVER (PARTITION BY person ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
  FROM there
),
after_all AS (
  SELECT person, max(reach) AS reach FROM there GROUP BY person
)
SELECT person, reached(reach) + 1 AS since, begins - 1 AS until, [reached_by(reach), n] AS evidence
FROM before
WHERE begins - reached(reach) > $days
UNION ALL
SELECT person, reached(reach) + 1, NULL, [reached_by(reach)]
FROM after_all
WHERE reached(reach) < $on AND $on - reached(reach) >= $days
