COPY (
  SELECT * EXCLUDE (bucket)
  FROM numbered
  WHERE bucket = $bucket
  ORDER BY person, begins, until_day(begins, ends, is_of($lasting, kind::kinds)), key
)
TO $into (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{'{order[0]}': '{order[1]}'}})
