CREATE OR REPLACE TEMP TABLE prices AS
SELECT
  unnest(TRY_CAST($organisation::VARCHAR[] AS organisations[])) AS organisation,
  unnest(TRY_CAST($unit::VARCHAR[] AS units[])) AS unit, unnest($kind::kinds[]) AS kind,
  unnest($per_day::BOOLEAN[]) AS per_day, unnest($amount::BIGINT[]) AS amount, unnest($since::INTEGER[]) AS since,
  unnest($until::INTEGER[]) AS until
