-- What people want of runs' policies. Written before it is sent; what becomes of it is in the chronicle.
create table bill (
  id text primary key,
  run text not null,
  kind text not null,
  policy text not null,
  -- The whole policy, as JSON; empty where it is to end.
  document text not null,
  -- Of what the client asked for: the same under its key is this bill.
  digest text not null,
  asked_at timestamptz not null default clock_timestamp()
);
