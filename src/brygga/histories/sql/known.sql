-- What is known on a day, each person's rows in the order they happened; n is their number in it.
CREATE OR REPLACE TABLE known AS
SELECT row_number() OVER () AS n, *
FROM (
  SELECT
    key, person, unit, organisation, kind, broken_off, compulsory, held, stays, at_home, lasting,
    as_number(begins) AS begins,
    as_number(coalesce(ends, CASE WHEN lasting THEN DATE '9999-12-31' ELSE begins END)) AS last_day
  FROM read_parquet($files, hive_partitioning = false)
  JOIN kinds USING (kind)
  WHERE begins <= as_day($on)
  ORDER BY person, begins, last_day, key
)
