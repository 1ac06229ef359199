-- How often it was so many days, and of each group of days how often and of how many persons.
WITH grouped AS (
  SELECT who, days, len(list_filter($first_days::INTEGER[], lambda first_day: first_day <= days)) - 1 AS in_group
  FROM times
  WHERE days IS NOT NULL
)
SELECT in_group, days, count(*), NULL AS persons FROM grouped GROUP BY in_group, days
UNION ALL
SELECT in_group, NULL, count(*), count(DISTINCT who) FROM grouped GROUP BY in_group
