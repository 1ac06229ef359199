SELECT number, count(*) FROM (SELECT who, count(*) AS number FROM times GROUP BY who) GROUP BY number
