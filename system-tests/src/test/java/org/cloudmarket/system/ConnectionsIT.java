package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many connections a service holds, and what becomes of one more. */
class ConnectionsIT {

  /** As in the settings that all services share. */
  private static final int MOST = 1_000;

  private static final int MORE = 50;

  /** A busy machine takes a while to close one of a thousand. */
  private static final int PATIENCE_MILLIS = 30_000;

  /** As in the settings that all services share. */
  private static final int IDLE_MILLIS = 300_000;

  @Test
  void moreConnectionsThanThereMayBeAreClosedAndThoseBeforeAreServed() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try {
      Socket first = connect(clients);
      assertThat(answer(first)).startsWith("HTTP/1.1 200");
      while (clients.size() < MOST + MORE) {
        connect(clients);
      }

      assertThat(isClosed(clients.getLast())).isTrue();
      assertThat(answer(first)).as("one that was there before").startsWith("HTTP/1.1 200");
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
    Market.until("places are free again", ConnectionsIT::isServed);
  }

  @Test
  @Tag("long")
  void aConnectionOverWhichNothingGoesIsClosed() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try (Socket silent = connect(clients);
        Socket served = connect(clients)) {
      assertThat(answer(served)).startsWith("HTTP/1.1 200");
      silent.setSoTimeout(IDLE_MILLIS + PATIENCE_MILLIS);
      served.setSoTimeout(IDLE_MILLIS + PATIENCE_MILLIS);

      assertThat(isClosed(silent)).as("one that has never said anything").isTrue();
      assertThat(isClosed(served)).as("one that was served once").isTrue();
    }
  }

  private static boolean isServed() {
    List<Socket> clients = new ArrayList<>();
    try (Socket client = connect(clients)) {
      return answer(client).startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket connect(List<Socket> clients) throws IOException {
    URI at = Market.stack().service(Service.POLICY);
    Socket client = new Socket(at.getHost(), at.getPort());
    client.setSoTimeout(PATIENCE_MILLIS);
    clients.add(client);
    return client;
  }

  /** What the service says of a request over a connection that stays open. */
  private static String answer(Socket client) throws IOException {
    client
        .getOutputStream()
        .write(
            "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    byte[] said = new byte[4096];
    int length = client.getInputStream().read(said);
    return length < 0 ? "" : new String(said, 0, length, StandardCharsets.US_ASCII);
  }

  private static boolean isClosed(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // It was reset.
    }
  }
}
