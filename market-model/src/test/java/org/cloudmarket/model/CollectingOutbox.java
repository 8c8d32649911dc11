package org.cloudmarket.model;

import java.util.List;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.Message;

/**
 * Keeps what a desk says, and nothing else of what it does.
 *
 * @param said gets it
 */
public record CollectingOutbox(List<Message> said) implements Outbox {

  @Override
  public void say(Message message) {
    said.add(message);
  }

  @Override
  public void remember(Fact fact) {}

  @Override
  public void forget() {}
}
