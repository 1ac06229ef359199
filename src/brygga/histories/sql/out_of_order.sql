-- How many of the rows in `incoming` come before the row that lies before them.
WITH lies AS (
  SELECT person, begins, until_day(begins, ends, is_of($lasting, TRY_CAST(kind AS kinds))) AS last_day, key FROM incoming
),
before AS (
  SELECT *, lag(person) OVER () AS of_person, lag((begins, last_day, key)) OVER () AS was FROM lies
)
SELECT count(*) FROM before WHERE person < of_person OR person = of_person AND (begins, last_day, key) < was
