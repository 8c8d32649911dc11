package org.cloudmarket.local.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One process of a service. All replicas of a service share its work, and any of them can do all of
 * it.
 *
 * @param service which
 * @param number 1 to {@link #MOST}; the first is called as the service is
 */
public record Replica(Service service, int number) {

  /** How many processes of a service one machine may have. */
  public static final int MOST = 4;

  public Replica {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("A replica's number is 1 to " + MOST + ", not " + number);
    }
  }

  /** The name of its process, its log and its clients: {@code provider-service-2}. */
  public String label() {
    return number == 1 ? service.label() : service.label() + "-" + number;
  }

  /** The first replicas of some services, service by service. */
  static List<Replica> of(Set<Service> services, int replicas) {
    var all = new ArrayList<Replica>();
    for (var service : Service.values()) {
      if (services.contains(service)) {
        for (int number = 1; number <= replicas; number++) {
          all.add(new Replica(service, number));
        }
      }
    }
    return List.copyOf(all);
  }
}
