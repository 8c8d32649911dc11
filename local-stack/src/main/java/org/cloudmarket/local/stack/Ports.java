package org.cloudmarket.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.cloudmarket.local.process.Sockets;

/**
 * Where the parts of the stack listen.
 *
 * @param procurement HTTP of procurement-service
 * @param policy HTTP of policy-service
 * @param provider HTTP of provider-service
 * @param broker Kafka, for clients
 * @param controller Kafka, for itself
 * @param postgresql PostgreSQL
 */
public record Ports(
    int procurement, int policy, int provider, int broker, int controller, int postgresql) {

  private static final int HIGHEST = 65_535;
  private static final int POLICY_ABOVE = 1;
  private static final int PROVIDER_ABOVE = 2;
  private static final int BROKER_ABOVE = 12;
  private static final int CONTROLLER_ABOVE = 13;
  private static final int POSTGRESQL_ABOVE = 32;

  /** The highest base that leaves room for all of them. */
  public static final int HIGHEST_BASE = HIGHEST - POSTGRESQL_ABOVE;

  /** The ports that everyone expects: 8080 to 8082, Kafka's 9092 and PostgreSQL's 5432. */
  public static Ports standard() {
    return new Ports(8080, 8081, 8082, 9092, 9093, 5432);
  }

  /**
   * All ports in one narrow range, so that a second stack can stand beside the first: procurement
   * at the base, policy and provider after it, the broker 12 and 13 above it, PostgreSQL 32.
   *
   * @param base 1 to {@link #HIGHEST_BASE}
   */
  public static Ports from(int base) {
    if (base < 1 || base > HIGHEST_BASE) {
      throw new IllegalArgumentException("The port base must be 1 to " + HIGHEST_BASE);
    }
    return new Ports(
        base,
        base + POLICY_ABOVE,
        base + PROVIDER_ABOVE,
        base + BROKER_ABOVE,
        base + CONTROLLER_ABOVE,
        base + POSTGRESQL_ABOVE);
  }

  /** Ports that nobody uses at this moment, for tests. */
  public static Ports free() {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < 6; i++) {
        sockets.add(new ServerSocket(0, 1, Sockets.loopback()));
      }
      var p = sockets.stream().map(ServerSocket::getLocalPort).toList();
      return new Ports(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(Ports::close);
    }
  }

  /** The port of a service. */
  public int of(Service service) {
    return switch (service) {
      case POLICY -> policy;
      case PROVIDER -> provider;
      case PROCUREMENT -> procurement;
    };
  }

  /** Those of the ports that somebody uses, each with what it is for; empty if all are free. */
  List<String> busy() {
    return uses().entrySet().stream()
        .filter(use -> !Sockets.isFree(use.getValue()))
        .map(use -> use.getValue() + " (" + use.getKey() + ")")
        .toList();
  }

  private SequencedMap<String, Integer> uses() {
    var uses = new LinkedHashMap<String, Integer>();
    for (var service : Service.values()) {
      uses.put(service.label(), of(service));
    }
    uses.put("Kafka", broker);
    uses.put("Kafka's controller", controller);
    uses.put("PostgreSQL", postgresql);
    return uses;
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
