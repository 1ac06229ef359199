-- The rows of some persons from all parts; `said_at` is the first line that says the same.
CREATE OR REPLACE TABLE staged AS
SELECT *, min(line) OVER (PARTITION BY person, key) AS said_at
FROM read_parquet($files, hive_partitioning = false)
