-- The rows left lie in the order they lay in.
DELETE FROM known WHERE who NOT IN (SELECT who FROM chosen)
