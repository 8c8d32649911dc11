-- What the arms of an experiment change against its baseline, or which numbers it varies: JSON, values by path, by arm.
-- Those that were ordered before say nothing of it.
alter table experiment add column changes text not null default '{}';
alter table experiment add column more_changes integer not null default 0;
