-- Measures of what moves cost: 0 in runs from before they cost anything.
alter table monthly_figure
  add column porting_fen bigint not null default 0,
  add column touched_porting_fen bigint not null default 0,
  add column touched_counterfactual_porting_fen bigint not null default 0;
