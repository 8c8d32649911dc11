-- Whose signature the bids for a provider need. The private key is theirs alone.
create table run_bidder (
  run text not null,
  provider text not null,
  public_key text not null,
  registered_at timestamptz not null default now(),
  primary key (run, provider)
);
