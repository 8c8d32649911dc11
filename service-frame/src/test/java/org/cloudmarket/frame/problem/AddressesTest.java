package org.cloudmarket.frame.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
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
    assertThat(addresses.methods("/api/things")).containsExactly("GET", "HEAD", "POST");
    assertThat(addresses.methods("/api/things/7")).containsExactly("DELETE");
    assertThat(addresses.methods("/api/things/7/parts")).containsExactly("GET", "HEAD");
    assertThat(addresses.methods("/api/things/7/parts/8")).containsExactly("GET", "HEAD");
    assertThat(addresses.methods("/api/other")).isEmpty();
  }

  @Test
  void anAddressAnswersInTheTypesOfItsOperations() {
    assertThat(addresses.types("/api/things", "GET"))
        .containsExactly("application/json", "text/csv");
    assertThat(addresses.types("/api/things", "HEAD")).hasSize(2);
    assertThat(addresses.types("/api/things", "POST")).containsExactly("application/json");
    assertThat(addresses.types("/api/things/7/parts", "GET")).isEmpty();
  }
}
