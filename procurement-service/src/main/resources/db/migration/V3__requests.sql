-- What people want of a run. Written before it is sent; government's answer is projected.
create table run_request (
  id text primary key,
  run text not null,
  kind text not null,
  -- A step's months, a pace's milliseconds from month to month; 0 for the others.
  amount bigint not null,
  state text not null default 'pending',
  month integer,
  reason text not null default '',
  asked_at timestamptz not null default clock_timestamp()
);

create index run_request_by_age on run_request (run, asked_at desc, id desc);

alter table run add column pace_millis bigint not null default 0;
-- The last month before the run waits for people; null where it goes on.
alter table run add column paused_month integer;
