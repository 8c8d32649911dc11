"""Orders a run, watches it to its end and reads its awards, with nothing but the generated client."""
import sys
import time

import openapi_client as market

client = market.ApiClient(market.Configuration(host=sys.argv[1]))
runs = market.RunsApi(client)

run = runs.runs_order(market.RunOrder(
    scenario="tianjin-mandate", seed=7, set={"population.buyers": 200, "months": 36}))
while run.status != "finished":
    if run.status == "failed":
        sys.exit(run.error)
    time.sleep(0.5)
    run = runs.runs_get(run.id)

awards = 0
fen = 0
after = ""
while True:
    page = market.AwardsApi(client).awards_page(run.id, limit=500, after=after)
    for outcome in page.items:
        if isinstance(outcome.actual_instance, market.ContractAwarded):
            awards += 1
            fen += outcome.actual_instance.annual_value_fen
    after = page.next
    if not after:
        break

shares = market.FiguresApi(client).figures_shares(run.id, by="ownership")
print(run.id, run.digest, awards, fen, shares.series["state"][-1])
