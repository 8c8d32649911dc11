-- Fills the database of a stack with copies of one of its runs, until it holds ten million outcomes:
-- the copies are RUN-1, RUN-2 and so on, and RUN-large, which is ten of them as one run. They have no
-- monthly figures.
--
--   PGSERVICEFILE=DIR/pg_service.conf psql "service=procurement options=" -v source=RUN -f benchmarks/ten-million-awards.sql
\set ON_ERROR_STOP on
\timing on

select count(*) as outcomes, greatest(1, 10000000 / count(*) - 9) as copies
from award where run = (select key from award_run where run = :'source') \gset

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

insert into award_run (run) select distinct run from copy order by run;

insert into award_name
select into_run.key, source.key, source.name
from award_name source join award_run from_run on from_run.key = source.run and from_run.run = :'source',
  award_run into_run
where into_run.run in (select run from copy);

select string_agg(attname, ', ' order by attnum) as kept from pg_attribute
where attrelid = 'award'::regclass and attnum > 0 and attname not in ('run', 'shard', 'buyer') \gset

-- One copy behind the other, as runs come. Each layer of a run has buyers of its own.
select format(
  $$
  insert into award (run, shard, buyer, %1$s)
  select %2$s, shard + %3$s, buyer + sign(buyer)::integer * %4$s, %1$s
  from award where run = %5$s order by month, shard, position
  $$,
  :'kept', into_run.key, layer * shards, layer * 100000000, from_run.key)
from copy join award_run into_run on into_run.run = copy.run, run
  join award_run from_run on from_run.run = id
where id = :'source'
order by copy.run, layer \gexec
commit;

vacuum analyze award;
select count(*), count(distinct run) as runs, pg_size_pretty(pg_table_size('award')) as rows,
  pg_size_pretty(pg_indexes_size('award')) as indexes,
  pg_size_pretty(pg_relation_size('award_pkey')) as key,
  pg_size_pretty(pg_relation_size('award_by_buyer')) as by_buyer,
  pg_total_relation_size('award') / count(*) as bytes_an_award
from award;
