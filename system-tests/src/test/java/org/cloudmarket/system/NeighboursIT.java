package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;

/** The dashboard reaches the other services at the address of its own. */
class NeighboursIT {

  @Test
  void theApisOfTheOtherServicesAnswerAtTheDashboardsAddress() throws Exception {
    assertThat(Http.get(Service.PROCUREMENT, "/policy-service/api/instruments?limit=1"))
        .isEqualTo(Http.get(Service.POLICY, "/api/instruments?limit=1"));
    assertThat(Http.get(Service.PROCUREMENT, "/provider-service/api/providers"))
        .isEqualTo(Http.get(Service.PROVIDER, "/api/providers"));
  }

  @Test
  void whatTheyRefuseIsRefusedInTheirWords() throws Exception {
    Http.problem(
        Http.post("/policy-service/api/runs/run-nobody-knows/policies", "{\"id\": \"x\"}"), 404);
  }

  @Test
  void nothingButTheirApisIsPassedOn() throws Exception {
    assertThat(
            Http.send(Http.request(Service.PROCUREMENT, "/policy-service/q/metrics")).statusCode())
        .isEqualTo(404);
    assertThat(
            Http.send(Http.request(Service.PROCUREMENT, "/policy-service/api/../q/metrics"))
                .statusCode())
        .isEqualTo(404);
  }
}
