-- Whether the broker took an order: one that a crash came before is never begun, and is not waited for.
alter table run add column acknowledged boolean not null default true;
alter table run alter column acknowledged set default false;
