-- What is known on a day, each person's rows in the order they happened: n is a row's number in it, who the person's.
-- A window that says no order goes through rows as they lie (DuckDB's page on order preservation), at a tenth of the cost.
CREATE OR REPLACE TEMP TABLE known AS
WITH taken AS (
  SELECT
    key, person, unit::units AS unit, organisation::organisations AS organisation, TRY_CAST(kind AS kinds) AS kind,
    broken_off, compulsory, begins, ends
  FROM read_parquet($files, hive_partitioning = false)
  WHERE begins <= as_day($on)
),
of_kinds AS (
  SELECT
    *, is_of($held, kind) AS held, is_of($stays, kind) AS stays, is_of($at_home, kind) AS at_home,
    is_of($lasting, kind) AS lasting
  FROM taken
  WHERE kind IS NOT NULL
),
in_order AS (
  SELECT * REPLACE (as_number(begins) AS begins), as_number(until_day(begins, ends, lasting)) AS last_day
  FROM of_kinds
  {order}
),
numbered AS (
  SELECT row_number() OVER () AS n, person IS DISTINCT FROM lag(person) OVER () AS is_new, * EXCLUDE (ends)
  FROM in_order
)
SELECT count(*) FILTER (is_new) OVER (ROWS UNBOUNDED PRECEDING) AS who, * EXCLUDE (is_new {without})
FROM numbered
