-- The key under which a client ordered, and a digest of what: the same order under it is this experiment.
alter table experiment add column idempotency_key text unique;
alter table experiment add column order_digest text;

-- How often a process has begun to say what comes behind the present round, and when it did so last. Whoever begins
-- has the round to itself for a while.
alter table experiment add column evaluations integer not null default 0;
alter table experiment add column evaluated_at timestamptz;

-- Tasks that are on their way are few, and counted whenever a task is stored.
create index experiment_task_on_its_way on experiment_task (experiment, sent_at) where sent_at is not null;
