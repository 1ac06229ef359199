-- Two organisations are there within so many days of each other, and have no plan together within as many.
WITH lasts AS (
  SELECT
    n, who, person, begins, organisation, max(place(who, last_day)) OVER (ROWS UNBOUNDED PRECEDING) AS reach
  FROM known
  WHERE lasting
),
with_before AS (
  SELECT
    *, lag(n) OVER () AS before, lag(reach) OVER () AS reached,
    lag(who) OVER () = who AND organisation <> lag(organisation) OVER () AS is_other
  FROM lasts
),
together AS (
  SELECT who, any_value(person) AS person, min(n) AS n, min(begins) AS begins, min(before) AS before
  FROM with_before
  WHERE is_other AND begins - day_at(reached) <= $days
  GROUP BY who
),
plans AS (
  SELECT who, min(n) AS n, min(begins) AS begins FROM known WHERE kind = 'plan' GROUP BY who
)
SELECT
  person, who, together.begins AS since, plans.begins AS until,
  list_filter([before, together.n, plans.n], lambda x: x IS NOT NULL) AS evidence
FROM together
LEFT JOIN plans USING (who)
WHERE coalesce(plans.begins, $on) - together.begins > $days
