-- Days are numbers from 0001-01-01, so that frames and sums are of whole numbers.
CREATE MACRO as_number(day) AS (day - DATE '0001-01-01')::INTEGER;
CREATE MACRO as_day(number) AS (DATE '0001-01-01' + number::INTEGER)::DATE;

-- A person and a day in one number, that grows through `known`: its greatest so far is how far this person reaches.
CREATE MACRO place(who, day) AS (who << 22) | day;
CREATE MACRO who_at(place) AS place >> 22;
CREATE MACRO day_at(place) AS (place & 4194303)::INTEGER;

-- The same for a person in every version of the engine. `files.BUCKETS` says how many there are.
CREATE MACRO bucket_of(person) AS (md5_number_lower(person::VARCHAR) % 32)::INTEGER;

-- Until when a row lasts, in the order that `rules.critical` puts rows in.
CREATE MACRO until_day(begins, ends, lasting) AS coalesce(ends, CASE WHEN lasting THEN DATE '9999-12-31' ELSE begins END);

-- Whether a kind is in a set of kinds (`engine.SETS`).
CREATE MACRO is_of(kinds, kind) AS (kinds >> enum_code(kind)) & 1 = 1;
