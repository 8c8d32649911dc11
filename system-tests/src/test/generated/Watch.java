import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.AwardsApi;
import org.openapitools.client.api.FiguresApi;
import org.openapitools.client.api.RunsApi;
import org.openapitools.client.model.ContractAwarded;
import org.openapitools.client.model.Outcome;
import org.openapitools.client.model.OutcomePage;
import org.openapitools.client.model.Run;
import org.openapitools.client.model.RunOrder;
import org.openapitools.client.model.Shares;

/** Orders a run, watches it to its end and reads its awards, with nothing but the generated client. */
class Watch {

  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    RunsApi runs = new RunsApi(client);

    Run run =
        runs.runsOrder(
            new RunOrder()
                .scenario("tianjin-mandate")
                .seed(7L)
                .set(Map.of("population.buyers", 200, "months", 36)),
            null);
    while (run.getStatus() != Run.StatusEnum.FINISHED) {
      if (run.getStatus() == Run.StatusEnum.FAILED) {
        throw new IllegalStateException(run.getError());
      }
      Thread.sleep(500);
      run = runs.runsGet(run.getId());
    }

    int awards = 0;
    long fen = 0;
    String after = "";
    do {
      OutcomePage page =
          new AwardsApi(client)
              .awardsPage(
                  run.getId(), 500, after, null, null, null, null, null, null, null, null, null);
      for (Outcome outcome : page.getItems()) {
        if (outcome.getActualInstance() instanceof ContractAwarded award) {
          awards++;
          fen += award.getAnnualValueFen();
        }
      }
      after = page.getNext();
    } while (!after.isEmpty());

    Shares shares = new FiguresApi(client).figuresShares(run.getId(), "ownership", null, null, null, null);
    System.out.println(run.getId() + " " + run.getDigest() + " " + awards + " " + fen + " "
        + shares.getSeries().get("state").getLast());
  }
}
