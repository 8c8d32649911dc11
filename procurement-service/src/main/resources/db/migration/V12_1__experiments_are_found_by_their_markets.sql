-- The markets that a comparison runs, so that it is found by two runs of the same markets. Comparisons ordered before
-- are not found in this way.
create table experiment_market (
  experiment text not null references experiment (id) on delete cascade,
  arm text not null,
  baseline boolean not null,
  -- Equal where scenarios are, but for what only people read.
  market text not null,
  primary key (experiment, arm)
);

create index experiment_market_by_market on experiment_market (market);
