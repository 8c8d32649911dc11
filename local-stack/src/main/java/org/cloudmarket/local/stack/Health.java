package org.cloudmarket.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service whether it is ready, as Quarkus has it. */
public final class Health {

  private static final String READY = "/q/health/ready";
  private static final int PATIENCE_MILLIS = 2000;

  private Health() {}

  /** Whether the service at this address says that it is ready. */
  public static boolean isReady(URI service) {
    try {
      var connection = (HttpURLConnection) service.resolve(READY).toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
