-- When the coordination of each began, and why somebody is left out of the comparison: the first that fits.
CREATE OR REPLACE TEMP TABLE around AS
SELECT
  who, start,
  CASE
    WHEN start IS NULL THEN 'never'
    WHEN start < $since THEN 'earlier'
    WHEN start - first_day < $days THEN 'short_before'
    WHEN $until - start + 1 < $days THEN 'short_after'
  END AS left_out
FROM (
  SELECT who, min(begins) FILTER (is_of($together, kind)) AS start, min(begins) AS first_day
  FROM known
  GROUP BY who
)
