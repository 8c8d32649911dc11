-- Fills the database of a stack with copies of one of its runs, until it holds ten million outcomes:
-- the copies are RUN-1, RUN-2 and so on, and RUN-large, which is ten of them as one run. They have no
-- monthly figures.
--
--   PGSERVICEFILE=DIR/pg_service.conf psql "service=procurement options=" -v source=RUN -f benchmarks/ten-million-awards.sql
\set ON_ERROR_STOP on
\timing on

select count(*) as outcomes, greatest(1, 10000000 / count(*) - 9) as copies
from award where run = :'source' \gset

begin;
create temp table copy on commit drop as
select :'source' || '-' || n as run, 0 as layer from generate_series(1, :copies) n
union all
select :'source' || '-large', layer from generate_series(0, 9) layer;

insert into run
select (jsonb_populate_record(source, to_jsonb(source) || jsonb_build_object(
  'id', copy.run, 'shards', shards * layers, 'idempotency_key', null))).*
from (select run, count(*) as layers from copy group by run) copy, run source
where id = :'source';

insert into run_shard
select copy.run, shard + layer * shards, partition, first_offset, next_offset, closed_month
from copy, run_shard source join run on id = source.run where source.run = :'source';

insert into run_month
select copy.run, shard + layer * shards, month, outcomes, outcome_sum, claimed_outcomes, claimed_sum
from copy, run_month source join run on id = source.run where source.run = :'source';

-- One copy behind the other, as runs come.
select format(
  $$
  insert into award
    (run, month, shard, position, type, segment, city, provider, displaced, tender, record)
  select %1$L, month, shard + %2$s, position, type, segment, city, provider, displaced,
    tender || %3$L, replace(record, %4$L, %1$L)
  from award where run = %4$L order by month, shard, position
  $$,
  copy.run, layer * shards, case layer when 0 then '' else '-' || layer end, :'source')
from copy, run where id = :'source'
order by copy.run, layer \gexec
commit;

vacuum analyze award;
select count(*), count(distinct run) as runs, pg_size_pretty(pg_table_size('award')) as rows,
  pg_size_pretty(pg_indexes_size('award')) as indexes,
  pg_size_pretty(pg_relation_size('award_pkey')) as key,
  pg_size_pretty(pg_relation_size('award_by_tender')) as by_tender
from award;
