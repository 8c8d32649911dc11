-- How far each run is projected beyond its figures, so that what comes again is recognised and what
-- is missing is named.

-- The last month that government has opened; null for none, or for one from before this migration.
alter table run add column opened_month integer;
-- What is missing of what government said; empty for nothing.
alter table run add column damage text not null default '';
-- When government last said anything of it.
alter table run add column moved_at timestamptz not null default now();

-- The auditor's last finding: pending, equal or different, and in what.
alter table run add column audit_state text not null default 'pending';
alter table run add column audit_detail text not null default '';
alter table run add column audited_at timestamptz;
-- Until when one of the replicas is at it.
alter table run add column audit_lease timestamptz;

-- The month in which a shard begins, and the contracts that it began with, as their record says it;
-- null where they were projected before this migration.
alter table run_shard add column first_month integer;
alter table run_shard add column opening text;
-- What is missing of its outcomes; empty for nothing.
alter table run_shard add column damage text not null default '';
-- When anything of it last came.
alter table run_shard add column moved_at timestamptz not null default now();

-- The checksums of its outcomes' records, added; null where some were projected before this migration.
alter table run_month add column record_sum bigint;

update run set opened_month = outcome_month where outcome is not null;
update run_shard as s set first_month = coalesce(
  (select start_month from run where id = s.run),
  (select min(month) from run_month as m where m.run = s.run and m.shard = s.shard));
