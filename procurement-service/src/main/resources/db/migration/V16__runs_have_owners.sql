-- Who ordered it, as their token named them; null where there was no login.
alter table run add column owner text;
