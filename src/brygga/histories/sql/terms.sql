-- Days are numbers from 0001-01-01, so that frames and sums are of whole numbers.
CREATE MACRO as_number(day) AS (day - DATE '0001-01-01')::INTEGER;
CREATE MACRO as_day(number) AS (DATE '0001-01-01' + number::INTEGER)::DATE;

-- How far a row reaches and which row it is, in one number: the greatest is the first of those that reach furthest.
CREATE MACRO reach(last_day, n) AS last_day::BIGINT * 1099511627776 + (1099511627775 - n);
CREATE MACRO reached(reach) AS (reach // 1099511627776)::INTEGER;
CREATE MACRO reached_by(reach) AS 1099511627775 - reach % 1099511627776;

-- The same for a person in every version of the engine. `files.BUCKETS` says how many there are.
CREATE MACRO bucket_of(person) AS (md5_number_lower(person::VARCHAR) % 32)::INTEGER;
