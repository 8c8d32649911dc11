-- What an order changes against its scenario: values by path, the first of them where there are many.
alter table run add column changes text not null default '{}';
alter table run add column more_changes integer not null default 0;
-- The run that this one is to be compared with; null where the order names none. It may have been
-- deleted since.
alter table run add column baseline text;
