-- How many persons have a row of the time with each organisation, and at each of its units.
SELECT organisation, unit, grouping(unit) = 0, count(DISTINCT who)
FROM known
WHERE last_day >= $since
GROUP BY GROUPING SETS ((organisation), (organisation, unit))
