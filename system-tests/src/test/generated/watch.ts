// Orders a run, watches it to its end and reads its awards, with nothing but the generated client.
import { AwardsApi, Configuration, FiguresApi, RunsApi } from './client';

declare const process: { argv: string[] };

const configuration = new Configuration({ basePath: process.argv[2] });
const runs = new RunsApi(configuration);

async function watch() {
  let run = await runs.runsOrder({ runOrder: { scenario: 'tianjin-mandate', seed: 7, set: { 'population.buyers': 200, months: 36 } } });
  while (run.status !== 'finished') {
    if (run.status === 'failed') throw new Error(run.error ?? '');
    await new Promise((resolve) => setTimeout(resolve, 500));
    run = await runs.runsGet({ id: run.id! });
  }

  let awards = 0;
  let fen = 0;
  let after: string | undefined;
  do {
    const page = await new AwardsApi(configuration).awardsPage({ id: run.id!, limit: 500, after });
    for (const outcome of page?.items ?? []) {
      if (outcome.type === 'contract-awarded') {
        awards += 1;
        fen += outcome.annualValueFen;
      }
    }
    after = page?.next;
  } while (after);

  const shares = await new FiguresApi(configuration).figuresShares({ id: run.id!, by: 'ownership' });
  console.log(run.id, run.digest, awards, fen, shares.series!.state.at(-1));
}

watch();
