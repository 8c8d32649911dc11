package org.cloudmarket.system;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A wire between a client and a service, which can break. It passes on bytes, and of what they say
 * it knows only who asks for a stream.
 */
final class Relay implements Closeable {

  private static final int BUFFER_BYTES = 8192;
  private static final String OF_A_STREAM = "text/event-stream";
  private static final String LAST_CHUNK = "0\r\n\r\n";

  private final URI service;
  private final ServerSocket entrance;

  private final List<Socket> open = new ArrayList<>();
  private final Set<Socket> streaming = new HashSet<>();
  private boolean broken;
  private long bytesPerConnection = Long.MAX_VALUE;
  private int worn;

  private Relay(URI service) throws IOException {
    this.service = service;
    entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** A relay to a service, at a free port of this machine. */
  static Relay to(URI service) throws IOException {
    return new Relay(service);
  }

  /** Where the service is reached through it. */
  URI address() {
    return URI.create(
        "http://" + entrance.getInetAddress().getHostAddress() + ":" + entrance.getLocalPort());
  }

  /** Breaks every connection, and each new one at once, until it is mended. */
  synchronized void cut() {
    broken = true;
    open.forEach(Relay::end);
    open.clear();
  }

  /** Lets new connections through again. */
  synchronized void mend() {
    broken = false;
  }

  /** From now on each connection breaks once the service has said so many bytes on it. */
  synchronized void breakEachAfter(long bytes) {
    bytesPerConnection = bytes;
  }

  /** How many streams of events are under way. */
  synchronized int streams() {
    return streaming.size();
  }

  /** How many connections broke since they had passed on all that they may. */
  synchronized int worn() {
    return worn;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        connect(entrance.accept());
      } catch (IOException e) {
        // It was closed, or the service does not take connections: the client sees its own break.
      }
    }
  }

  private synchronized void connect(Socket client) throws IOException {
    open.add(client);
    if (broken) {
      end(client);
      return;
    }
    try {
      Socket server = new Socket(service.getHost(), service.getPort());
      open.add(server);
      Thread.ofVirtual().start(() -> pass(client, server, false));
      Thread.ofVirtual().start(() -> pass(server, client, true));
    } catch (IOException e) {
      end(client);
    }
  }

  private void pass(Socket from, Socket to, boolean limited) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      long passed = 0;
      int read;
      while ((read = from.getInputStream().read(buffer)) >= 0) {
        String said = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        if (limited) {
          noteAnswer(to, said);
        } else {
          noteRequest(from, said);
        }
        int allowed = limited ? allowed(passed, read) : read;
        to.getOutputStream().write(buffer, 0, allowed);
        passed += allowed;
        if (allowed < read) {
          return;
        }
      }
    } catch (IOException e) {
      // Either end has gone, and with it the connection.
    } finally {
      forget(from, to);
    }
  }

  private synchronized void noteRequest(Socket client, String said) {
    if (said.startsWith("GET ") && said.contains(OF_A_STREAM)) {
      streaming.add(client);
    }
  }

  /** Of a stream that is over, or never was, the connection may stay for another request. */
  private synchronized void noteAnswer(Socket client, String said) {
    boolean none = said.startsWith("HTTP/1.1 ") && !said.contains(OF_A_STREAM);
    if (none || said.endsWith(LAST_CHUNK)) {
      streaming.remove(client);
    }
  }

  private synchronized void forget(Socket from, Socket to) {
    streaming.remove(from);
    streaming.remove(to);
  }

  /** How many of the bytes that were read may go through yet. */
  private synchronized int allowed(long passed, int read) {
    int allowed = Math.clamp(bytesPerConnection - passed, 0, read);
    if (allowed < read) {
      worn++;
    }
    return allowed;
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is as broken as it was to be.
    }
  }
}
