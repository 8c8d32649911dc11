package org.cloudmarket.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.cloudmarket.local.process.Sockets;

/**
 * Where the parts of the stack listen.
 *
 * @param services HTTP of procurement-service, policy-service and provider-service, then of the
 *     second replica of each, and so on: {@link Replica#MOST} of each
 * @param broker Kafka, for clients
 * @param controller Kafka, for itself
 * @param postgresql PostgreSQL
 */
public record Ports(List<Integer> services, int broker, int controller, int postgresql) {

  private static final List<Service> ORDER =
      List.of(Service.PROCUREMENT, Service.POLICY, Service.PROVIDER);

  private static final int SERVICES = ORDER.size() * Replica.MOST;
  private static final int HIGHEST = 65_535;
  private static final int BROKER_ABOVE = 12;
  private static final int CONTROLLER_ABOVE = 13;
  private static final int POSTGRESQL_ABOVE = 32;

  /** The highest base that leaves room for all of them. */
  public static final int HIGHEST_BASE = HIGHEST - POSTGRESQL_ABOVE;

  public Ports {
    services = List.copyOf(services);
    if (services.size() != SERVICES) {
      throw new IllegalArgumentException(SERVICES + " services' ports, not " + services.size());
    }
  }

  /** The ports that everyone expects: 8080 to 8082, Kafka's 9092 and PostgreSQL's 5432. */
  public static Ports standard() {
    return new Ports(servicesFrom(8080), 9092, 9093, 5432);
  }

  /**
   * All ports in one narrow range, so that a second stack can stand beside the first: procurement
   * at the base, policy and provider after it, a further replica of each three higher, the broker
   * 12 and 13 above the base, PostgreSQL 32.
   *
   * @param base 1 to {@link #HIGHEST_BASE}
   */
  public static Ports from(int base) {
    if (base < 1 || base > HIGHEST_BASE) {
      throw new IllegalArgumentException("The port base must be 1 to " + HIGHEST_BASE);
    }
    return new Ports(
        servicesFrom(base), base + BROKER_ABOVE, base + CONTROLLER_ABOVE, base + POSTGRESQL_ABOVE);
  }

  /** Ports that nobody uses at this moment, for tests. */
  public static Ports free() {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < SERVICES + 3; i++) {
        sockets.add(new ServerSocket(0, 1, Sockets.loopback()));
      }
      var p = sockets.stream().map(ServerSocket::getLocalPort).toList();
      return new Ports(
          p.subList(0, SERVICES), p.get(SERVICES), p.get(SERVICES + 1), p.get(SERVICES + 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      sockets.forEach(Ports::close);
    }
  }

  /** The port of a service's process. */
  public int of(Replica replica) {
    return services.get(ORDER.size() * (replica.number() - 1) + ORDER.indexOf(replica.service()));
  }

  /** Those of the ports that somebody uses, by what they are for; empty if all are free. */
  SequencedMap<String, Integer> busy(Collection<Replica> replicas) {
    var busy = uses(replicas);
    busy.values().removeIf(Sockets::isFree);
    return busy;
  }

  private SequencedMap<String, Integer> uses(Collection<Replica> replicas) {
    var uses = new LinkedHashMap<String, Integer>();
    replicas.forEach(replica -> uses.put(replica.label(), of(replica)));
    uses.put("Kafka", broker);
    uses.put("Kafka's controller", controller);
    uses.put("PostgreSQL", postgresql);
    return uses;
  }

  private static List<Integer> servicesFrom(int base) {
    return IntStream.range(base, base + SERVICES).boxed().toList();
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
