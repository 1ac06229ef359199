COPY (SELECT *, bucket_of(person) AS bucket FROM incoming ORDER BY bucket, person, begins)
TO $into (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (bucket))
