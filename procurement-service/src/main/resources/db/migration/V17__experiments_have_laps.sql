-- Where the lap began that the speed of an experiment is reckoned from, and the last mark, where the next one begins: runs
-- that were made by then, and the time.
alter table experiment add column lap_made bigint not null default 0;
alter table experiment add column lap_at timestamptz;
alter table experiment add column mark_made bigint not null default 0;
alter table experiment add column mark_at timestamptz;
