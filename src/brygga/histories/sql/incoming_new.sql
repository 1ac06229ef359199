-- Without what other files hold of the same persons.
CREATE OR REPLACE TABLE incoming AS
SELECT * EXCLUDE (line, said_at) FROM staged
ANTI JOIN (
  SELECT DISTINCT person::VARCHAR AS person, key FROM read_parquet($files, hive_partitioning = false)
) AS earlier USING (person, key)
WHERE line = said_at
