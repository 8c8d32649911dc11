-- The run that this one is a fork of, and from which month on its policies are others; null for none.
-- The parent may have been deleted since.
alter table run add column parent text;
alter table run add column fork_month integer;
