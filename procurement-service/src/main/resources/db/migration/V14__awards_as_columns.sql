-- An outcome is typed columns, and no JSON any longer. The id of a run and every name in it are numbers,
-- which stand for them within one run. A number that is 0 is null, and so is what nobody is or has; the
-- counterfactual is null where it is what came. The view outcome says all of it in words.

-- A row of before is parsed twice and written once. Both tables are there until it is done.
alter table award rename to award_before;
alter table award_before rename constraint award_pkey to award_before_pkey;

-- The number of a run.
create table award_run (
  key integer generated always as identity primary key,
  run text collate "C" not null unique
);

-- The numbers of what is named in a run: segments, cities, providers, policies, buyers that the scenario
-- names, and the constants of outcomes.
create table award_name (
  run integer not null,
  key smallint not null,
  name text collate "C" not null,
  primary key (run, key),
  unique (run, name)
);

-- The widest columns come first, so that none is padded. The position is the record's offset in its
-- shard's partition of the topic.
create table award (
  position bigint not null,
  annual_value_fen bigint,
  price_fen bigint,
  porting_fen bigint,
  units bigint,
  base_fen bigint,
  incumbent_base_fen bigint,
  base_units bigint,
  ceiling_fen bigint,
  counterfactual_price_fen bigint,
  counterfactual_porting_fen bigint,
  policy_score bigint,
  runner_up_total bigint,
  run integer not null,
  -- of the buyer in its segment, negative for a newcomer; null for a buyer with a name
  buyer integer,
  price_score integer,
  quality_score integer,
  security_score integer,
  standing_score integer,
  continuity_score integer,
  ecosystem_score integer,
  taste_score integer,
  -- year x 12 + month - 1
  month smallint not null,
  shard smallint not null,
  contract smallint,
  attempt smallint,
  buyer_name smallint,
  segment smallint not null,
  city smallint not null,
  -- who won, who complains, or who holds the contract that goes on or gets no successor; 0 for nobody
  provider smallint not null,
  data_class smallint,
  ownership smallint,
  procedure smallint,
  term_months smallint,
  bidders smallint,
  incumbent smallint,
  -- 0 for nobody
  counterfactual_winner smallint,
  runner_up smallint,
  months smallint,
  reason smallint,
  -- a: contract-awarded, f: tender-failed, e: contract-extended, c: complaint-filed
  type "char" not null,
  displaced boolean not null,
  forced boolean,
  policies smallint[],
  displaced_by smallint[],
  against smallint[]
);

insert into award_run (run)
select distinct run from award_before order by run;

insert into award_name (run, key, name)
select award_run.key, row_number() over (partition by run order by named.name), named.name
from (
  select distinct before.run, word.name
  from award_before before
    cross join lateral json_to_record(before.record::json) as said (
      "dataClass" text, ownership text, procedure text, incumbent text, reason text, policies json,
      "counterfactualWinner" text, "displacedBy" json, "runnerUp" text, against json)
    cross join lateral (
      select unnest(array[before.segment, before.city, before.provider, said."dataClass",
        said.ownership, said.procedure, said.incumbent, said.reason, said."counterfactualWinner",
        said."runnerUp",
        -- Most buyers have numbers, and need no name.
        case when before.tender
          !~ ('^' || before.segment || '-(?:new-)?[1-9][0-9]{0,8}-c[0-9]{1,4}(?:-r[0-9]{1,4})?$')
          then substring(before.tender from '^(.+)-c[0-9]{1,4}(?:-r[0-9]{1,4})?$') end]) as name
      union all select json_array_elements_text(said.policies)
      union all select json_array_elements_text(said."displacedBy")
      union all select json_array_elements_text(said.against)) as word
  where word.name <> ''
) as named join award_run using (run);

insert into award
select before.position,
  nullif(said."annualValueFen", 0), nullif(said."priceFen", 0), nullif(said."portingFen", 0),
  nullif(said.units, 0), nullif(said."baseFen", 0), nullif(said."incumbentBaseFen", 0),
  nullif(said."baseUnits", 0), nullif(said."ceilingFen", 0),
  nullif(said."counterfactualPriceFen", said."priceFen"),
  nullif(coalesce(said."counterfactualPortingFen", 0), coalesce(said."portingFen", 0)),
  nullif(score.policy, 0), nullif(said."runnerUpTotal", 0),
  word.run, who.number,
  nullif(score.price, 0), nullif(score.quality, 0), nullif(score.security, 0),
  nullif(score.standing, 0), nullif(score.continuity, 0), nullif(score.ecosystem, 0),
  nullif(score.taste, 0),
  before.month, before.shard, nullif(of_tender.part[2]::smallint, 0), of_tender.part[3]::smallint,
  case when who.number is null then (word.key ->> of_tender.part[1])::smallint end,
  (word.key ->> before.segment)::smallint, (word.key ->> before.city)::smallint,
  coalesce((word.key ->> before.provider)::smallint, 0),
  (word.key ->> said."dataClass")::smallint, (word.key ->> said.ownership)::smallint,
  (word.key ->> said.procedure)::smallint, nullif(said."termMonths", 0), nullif(said.bidders, 0),
  case when before.type = 'contract-awarded' then (word.key ->> said.incumbent)::smallint end,
  case when before.type = 'contract-awarded'
      and coalesce(said."counterfactualWinner", '') <> before.provider
    then coalesce((word.key ->> said."counterfactualWinner")::smallint, 0) end,
  (word.key ->> said."runnerUp")::smallint, nullif(said.months, 0),
  (word.key ->> said.reason)::smallint,
  (case before.type when 'contract-awarded' then 'a' when 'tender-failed' then 'f'
    when 'contract-extended' then 'e' else 'c' end)::"char",
  before.displaced, nullif(said.forced, false),
  (select array_agg((word.key ->> id)::smallint order by at)
    from json_array_elements_text(said.policies) with ordinality as each (id, at)),
  (select array_agg((word.key ->> id)::smallint order by at)
    from json_array_elements_text(said."displacedBy") with ordinality as each (id, at)),
  (select array_agg((word.key ->> id)::smallint order by at)
    from json_array_elements_text(said.against) with ordinality as each (id, at))
from award_before before
  join (
    select award_run.run as id, award_run.key as run, jsonb_object_agg(name, award_name.key) as key
    from award_run join award_name on award_name.run = award_run.key
    group by award_run.key
  ) as word on word.id = before.run
  cross join lateral json_to_record(before.record::json) as said (
    "dataClass" text, ownership text, procedure text, "annualValueFen" bigint,
    "termMonths" smallint, "priceFen" bigint, "portingFen" bigint, units bigint, "baseFen" bigint,
    incumbent text, "incumbentBaseFen" bigint, "baseUnits" bigint, "ceilingFen" bigint,
    bidders smallint, forced boolean, policies json, "counterfactualWinner" text,
    "counterfactualPriceFen" bigint, "counterfactualPortingFen" bigint, "displacedBy" json,
    scores json, "runnerUp" text, "runnerUpTotal" bigint, months smallint, reason text, against json)
  cross join lateral json_to_record(coalesce(said.scores, '{}')) as score (
    price integer, quality integer, security integer, standing integer, continuity integer,
    ecosystem integer, policy bigint, taste integer)
  cross join lateral (
    -- offset 0 keeps it from being worked out anew for each column.
    select regexp_match(before.tender, '^(.+)-c([0-9]{1,4})(?:-r([0-9]{1,4}))?$') as part offset 0
  ) as of_tender
  cross join lateral (
    select case when part[1] is null then 1 else -1 end * part[2]::integer as number
    from regexp_match(of_tender.part[1], '^' || before.segment || '-(new-)?([1-9][0-9]{0,8})$')
      as part
    offset 0
  ) as who
-- Desks give no tender another id.
where of_tender.part is not null
order by before.run, before.month, before.shard, before.position;

-- The checksum is of a record as it is written now: those from before moves cost money were shorter.
update run_month set record_sum = null
where (run, shard, month) in (
  select run, shard, month from award_before
  where type = 'contract-awarded' and record not like '%"portingFen"%' or record like '% %');

drop table award_before;

-- The order of pages. The columns behind it make the key no more unique: they are what people filter by,
-- and behind the order they are looked at in the index, without the rows.
alter table award
  add primary key (run, month, shard, position, type, displaced, segment, city, provider);

-- A tender is found by its buyer, whose entries PostgreSQL keeps as one.
create index award_by_buyer on award (run, buyer);

-- An outcome in words, for people.
create view outcome as
select award_run.run,
  to_char(make_date(award.month / 12, award.month % 12 + 1, 1), 'YYYY-MM') as month,
  award.shard, award.position,
  case award.type when 'a' then 'contract-awarded' when 'f' then 'tender-failed'
    when 'e' then 'contract-extended' else 'complaint-filed' end as type,
  who.buyer || '-c' || coalesce(award.contract, 0) || coalesce('-r' || award.attempt, '') as tender,
  who.buyer, segment.name as segment, city.name as city, data_class.name as data_class,
  case when award.type = 'a' then provider.name end as winner,
  ownership.name as ownership, procedure.name as procedure, award.annual_value_fen,
  award.term_months, award.price_fen,
  case when award.type = 'a' then coalesce(award.porting_fen, 0) end as porting_fen,
  award.units, award.base_fen,
  case award.type when 'a' then incumbent.name when 'c' then null else provider.name end
    as incumbent,
  case when award.type = 'a' then coalesce(award.incumbent_base_fen, 0) end as incumbent_base_fen,
  award.base_units,
  case when award.type = 'a' then coalesce(award.ceiling_fen, 0) end as ceiling_fen,
  case when award.type in ('a', 'f') then coalesce(award.bidders, 0) end as bidders,
  case when award.type = 'a' then coalesce(award.forced, false) end as forced,
  coalesce(
    (select array_agg(name order by at)
      from unnest(award.policies) with ordinality as each (key, at)
        join award_name on (award_name.run, award_name.key) = (award.run, each.key)),
    '{}') as policies,
  case when award.type <> 'a' then null
    when award.counterfactual_winner is null then provider.name
    else counterfactual_winner.name end as counterfactual_winner,
  coalesce(award.counterfactual_price_fen, award.price_fen) as counterfactual_price_fen,
  case when award.type = 'a'
    then coalesce(award.counterfactual_porting_fen, award.porting_fen, 0) end
    as counterfactual_porting_fen,
  award.displaced,
  coalesce(
    (select array_agg(name order by at)
      from unnest(award.displaced_by) with ordinality as each (key, at)
        join award_name on (award_name.run, award_name.key) = (award.run, each.key)),
    '{}') as displaced_by,
  case when award.type = 'a' then coalesce(award.price_score, 0) end as price_score,
  case when award.type = 'a' then coalesce(award.quality_score, 0) end as quality_score,
  case when award.type = 'a' then coalesce(award.security_score, 0) end as security_score,
  case when award.type = 'a' then coalesce(award.standing_score, 0) end as standing_score,
  case when award.type = 'a' then coalesce(award.continuity_score, 0) end as continuity_score,
  case when award.type = 'a' then coalesce(award.ecosystem_score, 0) end as ecosystem_score,
  case when award.type = 'a' then coalesce(award.policy_score, 0) end as policy_score,
  case when award.type = 'a' then coalesce(award.taste_score, 0) end as taste_score,
  runner_up.name as runner_up,
  case when award.type = 'a' then coalesce(award.runner_up_total, 0) end as runner_up_total,
  award.months, reason.name as reason,
  case when award.type = 'c' then provider.name end as complainant,
  coalesce(
    (select array_agg(name order by at)
      from unnest(award.against) with ordinality as each (key, at)
        join award_name on (award_name.run, award_name.key) = (award.run, each.key)),
    '{}') as against
from award
  join award_run on award_run.key = award.run
  left join award_name as segment on (segment.run, segment.key) = (award.run, award.segment)
  left join award_name as city on (city.run, city.key) = (award.run, award.city)
  left join award_name as provider on (provider.run, provider.key) = (award.run, award.provider)
  left join award_name as incumbent on (incumbent.run, incumbent.key) = (award.run, award.incumbent)
  left join award_name as counterfactual_winner
    on (counterfactual_winner.run, counterfactual_winner.key)
      = (award.run, award.counterfactual_winner)
  left join award_name as runner_up on (runner_up.run, runner_up.key) = (award.run, award.runner_up)
  left join award_name as data_class
    on (data_class.run, data_class.key) = (award.run, award.data_class)
  left join award_name as ownership on (ownership.run, ownership.key) = (award.run, award.ownership)
  left join award_name as procedure on (procedure.run, procedure.key) = (award.run, award.procedure)
  left join award_name as reason on (reason.run, reason.key) = (award.run, award.reason)
  left join award_name as named on (named.run, named.key) = (award.run, award.buyer_name)
  cross join lateral (
    select coalesce(named.name,
      segment.name || case when award.buyer < 0 then '-new-' else '-' end || abs(award.buyer))
      as buyer
  ) as who;
