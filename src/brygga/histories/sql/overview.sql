-- How many rows and persons there are and from when to when: in all, of each organisation, of each unit.
SELECT organisation, unit, grouping(organisation) = 0, grouping(unit) = 0,
  count(*), count(DISTINCT person), min(begins), max(begins)
FROM read_parquet($files, hive_partitioning = false)
GROUP BY GROUPING SETS ((), (organisation), (organisation, unit))
