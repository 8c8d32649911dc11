package org.cloudmarket.frame.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedMethodsTest {

  private final AllowedMethods methods =
      new AllowedMethods(List.of(Things.class, PartsOfThings.class));

  @Path("/api/things")
  interface Things {
    @GET
    void list();

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
    assertThat(methods.of("/api/things")).containsExactly("GET", "HEAD", "POST");
    assertThat(methods.of("/api/things/7")).containsExactly("DELETE");
    assertThat(methods.of("/api/things/7/parts")).containsExactly("GET", "HEAD");
    assertThat(methods.of("/api/things/7/parts/8")).containsExactly("GET", "HEAD");
    assertThat(methods.of("/api/other")).isEmpty();
  }
}
