-- The rows of the time, person by person; the order of the persons and their numbers say nothing of who they are.
WITH in_time AS (
  FROM known WHERE last_day >= $since
),
numbered AS (
  SELECT who, row_number() OVER (ORDER BY hash(who, $chance::BIGINT), who) AS number FROM in_time GROUP BY who
)
SELECT
  number, kind, unit, organisation, as_day(begins), CASE WHEN lasting THEN CASE WHEN last_day <= $on THEN as_day(last_day) END
  ELSE as_day(begins) END, lasting, compulsory, broken_off
FROM in_time JOIN numbered USING (who)
ORDER BY number, n
