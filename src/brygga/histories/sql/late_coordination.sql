-- Two organisations are there within so many days of each other, and have no plan together within as many.
WITH lasts AS (
  SELECT
    n, person, begins, lag(n) OVER w AS before, organisation <> lag(organisation) OVER w AS is_other,
    max(last_day) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
  FROM known
  WHERE lasting
  WINDOW w AS (PARTITION BY person ORDER BY n)
),
together AS (
  SELECT person, min(n) AS n FROM lasts WHERE is_other AND begins - reached <= $days GROUP BY person
),
plans AS (
  SELECT person, min(n) AS n, min(begins) AS begins FROM known WHERE kind = 'plan' GROUP BY person
)
SELECT
  lasts.person, lasts.begins AS since, plans.begins AS until,
  list_filter([lasts.before, lasts.n, plans.n], lambda x: x IS NOT NULL) AS evidence
FROM together
JOIN lasts USING (n)
LEFT JOIN plans ON plans.person = lasts.person
WHERE coalesce(plans.begins, $on) - lasts.begins > $days
