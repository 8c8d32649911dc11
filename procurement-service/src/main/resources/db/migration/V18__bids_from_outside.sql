-- The bids from outside that count, one row for a month of a shard: with them the run can be repeated.
create table accepted_bids (
  run text not null,
  shard integer not null,
  month integer not null,
  record text not null,
  primary key (run, shard, month)
);
