-- The rows that touch a span, and how much of each lies in it.
CREATE OR REPLACE TEMP TABLE lived AS
SELECT
  side, n, who, unit, organisation, kind, compulsory,
  begins BETWEEN since AND until AS begun,
  greatest(begins, since) AS first_day,
  least(last_day, until) AS final_day
FROM known JOIN spans USING (who)
WHERE begins <= until AND last_day >= since
