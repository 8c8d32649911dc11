-- Runs that somebody deleted: what is still said of them is no longer written.
create table deleted_run (
  id text primary key,
  deleted_at timestamptz not null default now()
);
