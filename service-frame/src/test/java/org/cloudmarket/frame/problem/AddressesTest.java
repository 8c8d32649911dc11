package org.cloudmarket.frame.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressesTest {

  private final Addresses addresses = new Addresses(List.of(Things.class, PartsOfThings.class));

  @Path("/api/things")
  @Produces("application/json")
  interface Things {
    @GET
    void list();

    @GET
    @Produces("text/csv;qs=0.4")
    void csv();

    @POST
    void add();

    @DELETE
    @Path("/{id}")
    void remove();
  }

  @Path("/api/things/{id}/parts")
  interface PartsOfThings {
    @GET
    void list();

    @GET
    @Path("{part}")
    void part();
  }

  @Test
  void anAddressAnswersToTheMethodsOfItsOperations() {
    assertThat(addresses.methods("/api/things")).containsExactly("GET", "HEAD", "OPTIONS", "POST");
    assertThat(addresses.methods("/api/things/7")).containsExactly("DELETE", "OPTIONS");
    assertThat(addresses.methods("/api/things/7/parts")).containsExactly("GET", "HEAD", "OPTIONS");
    assertThat(addresses.methods("/api/things/7/parts/8"))
        .containsExactly("GET", "HEAD", "OPTIONS");
    assertThat(addresses.methods("/api/other")).isEmpty();
  }

  @Test
  void theServiceAnswersToTheMethodsOfAllItsAddresses() {
    assertThat(addresses.methods()).containsExactly("DELETE", "GET", "HEAD", "OPTIONS", "POST");
  }

  @Test
  void anAddressAnswersInTheTypesOfItsOperations() {
    assertThat(addresses.types("/api/things", "GET"))
        .containsExactly("application/json", "text/csv");
    assertThat(addresses.types("/api/things", "HEAD")).hasSize(2);
    assertThat(addresses.types("/api/things", "POST")).containsExactly("application/json");
    assertThat(addresses.types("/api/things/7/parts", "GET")).isEmpty();
  }

  @Test
  void whatAnOperationIsMarkedWithIsFoundByItsAddressAndMethod() {
    assertThat(addresses.said(Produces.class, "/api/things/7/", "DELETE")).isEmpty();
    assertThat(addresses.said(Path.class, "/api/things/7", "DELETE").map(Path::value))
        .contains("/{id}");
    assertThat(addresses.said(Path.class, "/api/things/7", "POST")).isEmpty();
    assertThat(addresses.said(Path.class, "/api/other", "DELETE")).isEmpty();
  }

  @Test
  void whatARequestRefusesIsNotAccepted() {
    Set<String> types = addresses.types("/api/things", "GET");

    for (String accept : List.of("", "*/*", "text/*", "*/*;q=0, text/csv", "*/*;q=0.1, a/b")) {
      assertThat(WhatAddressesHave.accepted(accept, types)).as(accept).isTrue();
    }
    for (String accept :
        List.of("*/*;q=0", "text/csv;q=0, application/json;q=0.0", "*/*, text/*;q=0")) {
      assertThat(WhatAddressesHave.accepted(accept, Set.of("text/csv"))).as(accept).isFalse();
    }
    assertThat(WhatAddressesHave.accepted("text/html", types)).isFalse();
    assertThat(WhatAddressesHave.accepted("text/html", Set.of())).isTrue();
  }
}
