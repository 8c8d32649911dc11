package org.cloudmarket.system;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/**
 * A network between clients and a server of this machine. Where it is cut, nothing arrives and
 * nobody is told: connections stay, as they do when a packet is lost on its way. What was said
 * meanwhile arrives late, once it is mended, unless its sender has given up by then.
 */
final class Cable implements Closeable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final int server;
  private final ServerSocket entrance;
  private final Set<Socket> open = new HashSet<>();
  private boolean cut;

  private Cable(int server) throws IOException {
    this.server = server;
    entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** A cable to a port of this machine. */
  static Cable to(int server) throws IOException {
    return new Cable(server);
  }

  /** The port at its other end. */
  int port() {
    return entrance.getLocalPort();
  }

  /** From now on nothing goes through. */
  synchronized void cut() {
    cut = true;
  }

  /** From now on everything goes through again, and what waited first. */
  synchronized void mend() {
    cut = false;
    notifyAll();
  }

  private synchronized void awaitWhole() {
    try {
      while (cut) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // Nobody interrupts these threads.
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        // It was closed.
      }
    }
  }

  private void connect(Socket client) {
    awaitWhole();
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
      keep(client);
      keep(far);
      Thread.ofVirtual().start(() -> pass(client, far));
      Thread.ofVirtual().start(() -> pass(far, client));
    } catch (IOException e) {
      end(client);
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      int read;
      while ((read = from.getInputStream().read(buffer)) >= 0) {
        awaitWhole();
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // Either end has gone, and with it the connection.
    } finally {
      forget(from);
      forget(to);
    }
  }

  private synchronized void keep(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
  }

  private synchronized void forget(Socket socket) {
    open.remove(socket);
  }

  @Override
  public synchronized void close() throws IOException {
    entrance.close();
    mend();
    Set.copyOf(open).forEach(Cable::end);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is as closed as it was to be.
    }
  }
}
