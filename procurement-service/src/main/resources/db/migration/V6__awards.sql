-- Every outcome of every run, as its record says it. The position is the record's offset in its
-- shard's partition of the topic, so that month, shard and position are the order of pages. The
-- columns behind them make the key no more unique: they are what people filter by, and behind the
-- order they are looked at in the index, without the rows.
create table award (
  run text collate "C" not null,
  month integer not null,
  shard integer not null,
  position bigint not null,
  type text collate "C" not null,
  segment text collate "C" not null,
  city text collate "C" not null,
  provider text collate "C" not null,
  displaced boolean not null,
  tender text collate "C" not null,
  record text not null,
  primary key (run, month, shard, position, type, segment, city, provider, displaced)
);

create index award_by_tender on award (run, tender);

-- Runs that somebody deleted: what is still said of them is no longer written.
create table deleted_run (
  id text primary key,
  deleted_at timestamptz not null default now()
);
