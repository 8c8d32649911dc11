-- What a run weighs while it is live.
alter table run add column buyers integer;
update run set buyers = (document::json #>> '{population,buyers}')::integer;
alter table run alter column buyers set not null;
