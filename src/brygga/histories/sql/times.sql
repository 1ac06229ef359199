-- Each time a person was in acute care, and how many days until the next; without a night between it is one time.
CREATE OR REPLACE TEMP TABLE times AS
WITH acute AS (
  SELECT
    n, who, begins, last_day,
    max(last_day) OVER (PARTITION BY who ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
  FROM known
  WHERE is_of($acute, kind)
),
numbered AS (
  SELECT
    who, begins, last_day,
    count_if(reached IS NULL OR begins > reached) OVER (PARTITION BY who ORDER BY n) AS i
  FROM acute
),
each_time AS (
  SELECT who, i, min(begins) AS begins, max(last_day) AS last_day FROM numbered GROUP BY who, i
),
followed AS (
  SELECT who, begins, last_day, lead(begins) OVER (PARTITION BY who ORDER BY i) - last_day AS days FROM each_time
)
SELECT * FROM followed WHERE begins >= $since
