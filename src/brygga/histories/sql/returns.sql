SELECT
  count(*), count(DISTINCT who),
  count(*) FILTER (judged), count(DISTINCT who) FILTER (judged),
  count(*) FILTER (judged AND days <= $within), count(DISTINCT who) FILTER (judged AND days <= $within),
  count(days), count(DISTINCT who) FILTER (days IS NOT NULL)
FROM (SELECT *, last_day <= $until - $within AS judged FROM times)
