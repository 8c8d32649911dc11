package org.cloudmarket.frame.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * How much of what is sent the system keeps for a client that reads slowly. Left alone, Linux keeps
 * up to 4 MiB, and takes more only when a third of it is read. Whoever reads steadily, but less
 * than 90 KB/s, would then seem to read nothing for longer than a stream waits.
 */
@Singleton
final class SendBuffers implements HttpServerOptionsCustomizer {

  /** Linux takes twice as much, and a third of that is read within fifteen seconds at 12 KB/s. */
  private static final int BYTES = 256 * 1024;

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setSendBufferSize(BYTES);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setSendBufferSize(BYTES);
  }
}
