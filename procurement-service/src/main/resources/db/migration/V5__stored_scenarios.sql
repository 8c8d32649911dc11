-- Scenarios that people stored, as they wrote them. A document that is replaced gets another revision.
create table scenario_document (
  name text primary key,
  revision bigint generated always as identity,
  document text not null,
  stored_at timestamptz not null default clock_timestamp()
);
