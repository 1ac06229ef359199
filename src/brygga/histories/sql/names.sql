CREATE TYPE {what}s AS ENUM (
  SELECT DISTINCT {what} FROM read_parquet($files, hive_partitioning = false) WHERE {what} IS NOT NULL
)
