-- Runs that may stand still, audits that are due and audits that found a difference are looked for all
-- the time, and most runs are long over.
create index run_not_settled on run (id) where outcome is null or audit_state = 'pending';
create index run_audit_due on run (audited_at nulls first, ended_at, id) where outcome is not null;
create index run_different on run (id) where audit_state = 'different';
