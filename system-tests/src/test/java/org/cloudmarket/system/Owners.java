package org.cloudmarket.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.wire.settings.KafkaSettings;

/** Which process owns which partition, as the broker has it. */
final class Owners {

  /** Those of the desks and those of the projections. */
  static final List<String> GROUPS =
      List.of(
          "policy-service",
          "provider-service",
          "procurement-service",
          "procurement-projection-awards",
          "procurement-projection-policy",
          "procurement-projection-dead-letters");

  private static final Pattern PROCESS = Pattern.compile("([a-z]+-service(?:-\\d+)?)-.+");

  private Owners() {}

  /** The process that owns each partition, by group; of a group in a rebalance, none. */
  static Map<String, Map<TopicPartition, String>> of(String bootstrapServers) {
    Map<String, Map<TopicPartition, String>> owners = new HashMap<>();
    try (Admin admin = Admin.create(new HashMap<>(KafkaSettings.of(bootstrapServers).admin()))) {
      admin
          .describeConsumerGroups(GROUPS)
          .all()
          .get()
          .forEach((group, description) -> owners.put(group, owners(description)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not describe its groups", e);
    }
    return owners;
  }

  private static Map<TopicPartition, String> owners(ConsumerGroupDescription group) {
    Map<TopicPartition, String> owners = new HashMap<>();
    if (group.groupState() == GroupState.STABLE) {
      for (MemberDescription member : group.members()) {
        for (TopicPartition partition : member.assignment().topicPartitions()) {
          owners.put(partition, process(member.clientId()));
        }
      }
    }
    return owners;
  }

  private static String process(String client) {
    Matcher name = PROCESS.matcher(client);
    if (!name.matches()) {
      throw new IllegalStateException("no process of ours has a client " + client);
    }
    return name.group(1);
  }
}
