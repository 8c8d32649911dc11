-- Of the W3C trace that somebody follows the run by; null where nobody does.
alter table run add column trace_id text;
