-- A part of an import, as it was read; `line` is where it stands in the file.
COPY (
  SELECT *, bucket_of(person) AS bucket FROM (
    SELECT
      unnest($key::VARCHAR[]) AS key, unnest($person::VARCHAR[]) AS person, unnest($begins::DATE[]) AS begins,
      unnest($ends::DATE[]) AS ends, unnest($kind::VARCHAR[]) AS kind, unnest($unit::VARCHAR[]) AS unit,
      unnest($organisation::VARCHAR[]) AS organisation, unnest($broken_off::BOOLEAN[]) AS broken_off,
      unnest($compulsory::BOOLEAN[]) AS compulsory, unnest($line::BIGINT[]) AS line
  )
) TO $into (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (bucket))
