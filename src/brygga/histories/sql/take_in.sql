INSERT INTO incoming BY NAME
SELECT
  unnest($key::VARCHAR[]) AS key, unnest($person) AS person, unnest($begins::DATE[]) AS begins,
  unnest($ends::DATE[]) AS ends, unnest($kind::VARCHAR[]) AS kind, unnest($unit::VARCHAR[]) AS unit,
  unnest($organisation::VARCHAR[]) AS organisation, unnest($broken_off::BOOLEAN[]) AS broken_off,
  unnest($compulsory::BOOLEAN[]) AS compulsory
