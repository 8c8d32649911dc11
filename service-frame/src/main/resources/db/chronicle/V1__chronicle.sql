-- What government said of a run, as its records say it; the position is the record's offset in the
-- run's partition of the topic.
create table said (
  run text collate "C" not null,
  position bigint not null,
  type text not null,
  value bytea not null,
  primary key (run, position)
);

-- How far the projection has read. Written in the transaction that writes what was read.
create table projection_offset (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);
