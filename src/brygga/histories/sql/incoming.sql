CREATE OR REPLACE TABLE incoming AS SELECT * EXCLUDE (line, said_at) FROM staged WHERE line = said_at
