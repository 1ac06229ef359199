-- The persons whom a question is about.
CREATE OR REPLACE TEMP TABLE chosen AS
SELECT who
FROM known
GROUP BY who
HAVING
  bool_or(
    last_day >= $since
    AND (
      len($organisations::VARCHAR[]) = 0
      OR list_contains(TRY_CAST($organisations::VARCHAR[] AS organisations[]), organisation)
    )
    AND (len($units::VARCHAR[]) = 0 OR list_contains(TRY_CAST($units::VARCHAR[] AS units[]), unit))
  )
  AND ($coordinated::BOOLEAN IS NULL OR bool_or(is_of($together, kind)) = $coordinated::BOOLEAN)
