-- A run that was ordered. What it is doing follows from this row and from run_shard.
create table run (
  id text primary key,
  scenario text not null,
  arm text not null,
  title text not null,
  document text not null,
  seed bigint not null,
  shards integer not null,
  start_month integer not null,
  months integer not null,
  ordered_at timestamptz not null default now(),
  started boolean not null default false,
  outcome text,
  outcome_month integer,
  outcome_digest text,
  ended_at timestamptz,
  error text not null default ''
);

create index run_by_age on run (ordered_at desc, id desc);

-- Where a shard's outcomes are in the topic, and the last month that it has closed. Without a
-- foreign key: an outcome may be projected before the run is known.
create table run_shard (
  run text not null,
  shard integer not null,
  partition integer not null,
  first_offset bigint not null,
  next_offset bigint not null,
  closed_month integer,
  primary key (run, shard)
);

-- A shard's month. The sum of its outcomes is recomputed from the records; claimed is what the desk
-- says of it. Sums are modulo 2^128.
create table run_month (
  run text not null,
  shard integer not null,
  month integer not null,
  outcomes integer not null,
  outcome_sum numeric(39) not null,
  claimed_outcomes integer,
  claimed_sum numeric(39),
  primary key (run, shard, month)
);

-- Every figure that people see is made of these sums: one column for each Measure.
create table monthly_figure (
  run text not null,
  month integer not null,
  city text not null,
  segment text not null,
  provider text not null,
  running_base_fen bigint not null,
  running_base_units bigint not null,
  awards bigint not null,
  awarded_fen bigint not null,
  awarded_units bigint not null,
  displaced_to bigint not null,
  displaced_to_fen bigint not null,
  displaced_from bigint not null,
  displaced_from_fen bigint not null,
  migrated_to bigint not null,
  migrated_from bigint not null,
  forced bigint not null,
  single_source bigint not null,
  touched bigint not null,
  touched_fen bigint not null,
  touched_counterfactual_fen bigint not null,
  failed bigint not null,
  extended bigint not null,
  complaints bigint not null,
  primary key (run, month, city, segment, provider)
);

create table policy_event (
  run text not null,
  month integer not null,
  policy text not null,
  event text not null,
  cause text not null,
  primary key (run, month, policy, event)
);

-- How far the projections have read. Written in the transaction that writes what was read.
create table projection_offset (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);
