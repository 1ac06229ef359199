-- What each thing costs: an organisation, its unit and a kind of care there. Days that overlap are paid once.
WITH first_prices AS (
  SELECT organisation, unit, kind, min(since) AS first_price FROM prices GROUP BY ALL
),
had AS (
  SELECT
    side, organisation, unit, kind, count(DISTINCT who) AS persons, count(*) AS rows,
    count_if(first_price IS NULL OR first_day < first_price) AS without_price
  FROM lived LEFT JOIN first_prices USING (organisation, unit, kind)
  GROUP BY ALL
),
at_a_price AS (
  SELECT
    side, who, n, organisation, unit, kind, prices.since AS price, per_day, amount,
    begun AND first_day BETWEEN prices.since AND prices.until AS begun,
    greatest(first_day, prices.since) AS first_day,
    least(final_day, prices.until) AS final_day
  FROM lived JOIN prices USING (organisation, unit, kind)
  WHERE first_day <= prices.until AND final_day >= prices.since
),
counted AS (
  SELECT
    side, organisation, unit, kind, amount,
    CASE WHEN per_day THEN greatest(0, final_day - greatest(first_day - 1, coalesce(max(final_day) OVER (
      PARTITION BY side, who, organisation, unit, kind, price ORDER BY n
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), first_day - 1))) ELSE 0 END AS days,
    (begun AND NOT per_day)::INTEGER AS times
  FROM at_a_price
),
charged AS (
  SELECT
    side, organisation, unit, kind, sum(days) AS days, sum(times) AS times, sum((days + times) * amount) AS amount
  FROM counted
  GROUP BY ALL
)
SELECT
  side, organisation, unit, kind, persons, rows, without_price, coalesce(days, 0)::BIGINT, coalesce(times, 0)::BIGINT,
  coalesce(amount, 0)::BIGINT
FROM had LEFT JOIN charged USING (side, organisation, unit, kind)
