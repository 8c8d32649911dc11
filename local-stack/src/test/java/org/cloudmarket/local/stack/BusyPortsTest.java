package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import org.cloudmarket.local.process.Listeners;
import org.cloudmarket.local.process.Sockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BusyPortsTest {

  @Test
  void aBusyPortIsNamedWithItsServiceAndAWayOut() throws Exception {
    try (var taken = new ServerSocket(0, 1, Sockets.loopback())) {
      var busy = new LinkedHashMap<String, Integer>();
      busy.put("Kafka", taken.getLocalPort());

      assertThat(BusyPorts.message(busy))
          .startsWith("Port " + taken.getLocalPort() + " (Kafka) is in use")
          .endsWith("--port-base N");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whoeverListensIsFound() throws Exception {
    try (var taken = new ServerSocket(0, 1, Sockets.loopback())) {
      assertThat(Listeners.at(List.of(taken.getLocalPort())))
          .containsExactly(ProcessHandle.current());
    }
  }
}
