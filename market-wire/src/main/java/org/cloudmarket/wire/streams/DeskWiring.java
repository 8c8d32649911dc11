package org.cloudmarket.wire.streams;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.topic.Topic;

/**
 * All that the log has to know of a kind of desk.
 *
 * @param name kebab-case; the state's changelog is named after it, so it never changes
 * @param hearing what its topics hold
 * @param hears the topics that it hears; all records of a desk are on the same partition of each
 * @param says the topics that it, or its failure, may speak to
 * @param newDesk makes a desk that has heard nothing
 * @param beginnings messages that begin a desk; any other is for a desk that is there
 * @param key which desk hears a message
 * @param afterFailure what is said where a desk throws
 */
public record DeskWiring<M extends Message>(
    String name,
    Class<M> hearing,
    Set<Topic> hears,
    Set<Topic> says,
    Supplier<? extends Desk<M, ?>> newDesk,
    Set<Class<? extends M>> beginnings,
    Function<M, DeskKey> key,
    Function<Failure<M>, List<Message>> afterFailure) {

  public DeskWiring {
    hears = Set.copyOf(hears);
    says = Set.copyOf(says);
    beginnings = Set.copyOf(beginnings);
  }

  /** The name of the store that holds the desks' facts. */
  public String store() {
    return name + "-facts";
  }

  /** The name of the store that tells of commits. */
  String commits() {
    return name + "-commits";
  }

  /** What the engine calls that through which a topic is heard. */
  String source(Topic topic) {
    return name + "-hears-" + topic.text();
  }

  /** What the engine calls that through which a topic is spoken to. */
  String sink(Topic topic) {
    return name + "-says-" + topic.text();
  }
}
