-- Two units investigate at once. It grows with the pairs of one person's investigations, as what is found does.
WITH investigations AS (
  SELECT n, who, person, unit, begins, last_day FROM known WHERE kind = 'investigation'
),
pairs AS (
  SELECT
    one.person, who, other.begins AS since, least(one.last_day, other.last_day) AS until, [one.n, other.n] AS evidence
  FROM investigations AS one
  JOIN investigations AS other USING (who)
  WHERE one.n < other.n AND one.unit <> other.unit
)
SELECT person, who, since, CASE WHEN until <= $on THEN until END AS until, evidence
FROM pairs
WHERE least(until, $on) - since + 1 >= $days
