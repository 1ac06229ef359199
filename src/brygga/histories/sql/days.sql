-- Days in one kind of care; days that overlap are counted once.
WITH seen AS (
  SELECT who, person, greatest(begins, $since) AS begins, least(last_day, $on) AS last_day
  FROM known
  WHERE kind = $kind AND $since <= $on AND last_day >= $since AND (compulsory OR NOT $compulsory)
),
reaching AS (
  SELECT *, max(place(who, last_day)) OVER (ROWS UNBOUNDED PRECEDING) AS reach FROM seen
),
before AS (
  SELECT *, lag(reach) OVER () AS reached FROM reaching
)
SELECT
  who, person, greatest(0, last_day - CASE WHEN who_at(reached) = who THEN greatest(begins - 1, day_at(reached))
    ELSE begins - 1 END) AS days
FROM before
