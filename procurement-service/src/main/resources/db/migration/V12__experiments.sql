-- An experiment that was ordered. Its document is resolved, so that nothing else decides what it runs.
create table experiment (
  id text primary key,
  name text not null,
  title text not null,
  kind text not null,
  document text not null,
  ordered_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  ended_at timestamptz,
  status text not null default 'ordered',
  error text not null default '',
  -- How many rounds of its runs were cut into tasks.
  round integer not null default 1,
  -- Runs of those rounds, the runs that it may come to, and those that were made.
  planned bigint not null,
  expected bigint not null,
  made bigint not null default 0,
  estimated_seconds double precision not null,
  result text
);

create index experiment_by_age on experiment (ordered_at desc, id desc);
create index experiment_that_goes_on on experiment (ordered_at)
  where status in ('ordered', 'running');

-- Runs that are still to be made, as the record of the topic has them. A task goes when its runs
-- are stored, so a round is over where none is left.
create table experiment_task (
  experiment text not null references experiment (id) on delete cascade,
  task bigint not null,
  record text not null,
  -- When it was last sent to the topic; null for never.
  sent_at timestamptz,
  -- How often a worker has begun it.
  begun integer not null default 0,
  primary key (experiment, task)
);

-- A run that was made: for each outcome of the experiment, a double a month, one after another.
create table experiment_run (
  experiment text not null references experiment (id) on delete cascade,
  variant text not null,
  seed bigint not null,
  digest text not null,
  outcomes bytea not null
);

-- A variant may name more policies than an entry of an index has room for.
create unique index experiment_run_once on experiment_run (experiment, md5(variant), seed);
