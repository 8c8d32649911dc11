-- The key under which a client ordered, and a digest of what: the same order under it is this run.
alter table run add column idempotency_key text unique;
alter table run add column order_digest text;
