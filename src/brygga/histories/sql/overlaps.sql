-- Rows that begin before an earlier one of the same person, unit and kind is over; the day it ends is no overlap.
WITH once AS (
  SELECT line, person, unit, kind, begins, until_day(begins, ends, is_of($lasting, kind::kinds)) AS last_day
  FROM staged WHERE line = said_at
),
before AS (
  SELECT line, begins, max((last_day, line)) OVER (
    PARTITION BY person, unit, kind ORDER BY begins, line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ) AS reach
  FROM once
)
SELECT line, reach[2] FROM before WHERE begins < reach[1] ORDER BY line
