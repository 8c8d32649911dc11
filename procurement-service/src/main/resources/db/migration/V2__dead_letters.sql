-- The newest records that were set aside, as far as people look at them; the topic has them whole.
create table dead_letter (
  id bigint generated always as identity primary key,
  set_aside_at timestamptz not null,
  reason text not null,
  detail text not null,
  desk text not null,
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  key text not null,
  bytes integer not null,
  type text not null,
  run text not null,
  excerpt text not null
);

-- All that were ever set aside, those too that are no longer above.
create table dead_letter_count (
  topic text not null,
  reason text not null,
  letters bigint not null,
  primary key (topic, reason)
);
