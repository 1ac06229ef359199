-- Round a question: the days as days, and the keys of the rows that prove it in the order they happened.
WITH found AS MATERIALIZED (
{question}
),
numbered AS (SELECT row_number() OVER () AS number, person, since, until, evidence FROM found),
proof AS (SELECT number, unnest(evidence) AS n FROM numbered),
keys AS (SELECT number, list(key ORDER BY n) AS keys FROM proof JOIN known USING (n) GROUP BY number)
SELECT person, as_day(since), as_day(until), keys FROM numbered JOIN keys USING (number)
