-- What is wrong with the rows in `incoming`, how many they are, and the key of one of them.
WITH told AS (
  SELECT key, unnest([
    CASE WHEN key IS NULL OR person IS NULL OR begins IS NULL OR kind IS NULL OR unit IS NULL
      OR organisation IS NULL OR broken_off IS NULL OR compulsory IS NULL THEN 'lacks a value' END,
    CASE WHEN ends < begins THEN 'ends before it begins' END,
    CASE WHEN begins NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'
      OR ends NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN 'has a day outside the years 1 to 9999' END,
    CASE WHEN TRY_CAST(kind AS kinds) IS NULL THEN 'is of no kind that is known' END,
    CASE WHEN bucket_of(person) <> $bucket THEN 'is in the wrong bucket' END
  ]) AS fault
  FROM incoming
),
repeated AS (
  SELECT key FROM incoming GROUP BY person, key HAVING count(*) > 1
)
SELECT fault, count(*), min(key) FROM told WHERE fault IS NOT NULL GROUP BY fault
UNION ALL
SELECT 'is there more than once', count(*), min(key) FROM repeated HAVING count(*) > 0
ORDER BY fault
