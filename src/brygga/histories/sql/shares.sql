-- Of each kind, of acute care and of compulsory care: rows, those begun in the span, and days, those that overlap once.
WITH of_each AS (
  SELECT
    side, who, n, begun, first_day, final_day,
    unnest(list_filter(
      ['all', kind::VARCHAR, CASE WHEN is_of($acute, kind) THEN 'acute' END, CASE WHEN compulsory THEN 'compulsory' END],
      lambda x: x IS NOT NULL
    )) AS what
  FROM lived
),
counted AS (
  SELECT
    side, who, what, begun,
    greatest(0, final_day - greatest(first_day - 1, coalesce(max(final_day) OVER (
      PARTITION BY side, who, what ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), first_day - 1))) AS days
  FROM of_each
),
by_person AS (
  SELECT side, who, what, count(*) AS rows, count_if(begun) AS begun, sum(days) AS days FROM counted GROUP BY ALL
)
SELECT
  side, what, count(*), count_if(begun > 0), sum(rows)::BIGINT, sum(begun)::BIGINT, sum(days)::BIGINT
FROM by_person
GROUP BY side, what
