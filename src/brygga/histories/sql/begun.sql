SELECT kind, count(*) FROM known WHERE begins >= $since AND is_of($acute, kind) GROUP BY kind
