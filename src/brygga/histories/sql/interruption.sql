SELECT person, who, last_day AS since, last_day AS until, [n] AS evidence
FROM known
WHERE broken_off AND last_day <= $on
