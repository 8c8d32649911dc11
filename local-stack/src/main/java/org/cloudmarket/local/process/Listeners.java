package org.cloudmarket.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out who listens at ports of this machine, as far as Linux lets this user know; elsewhere
 * nobody is found.
 */
public final class Listeners {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENS = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int HEX = 16;

  private Listeners() {}

  /** The processes that listen at any of the ports. */
  public static List<ProcessHandle> at(Collection<Integer> ports) {
    var sockets =
        Stream.of("tcp", "tcp6")
            .flatMap(table -> lines(PROC.resolve("net").resolve(table)))
            .map(line -> line.strip().split("\\s+"))
            .filter(row -> row.length > INODE && row[STATE].equals(LISTENS))
            .filter(row -> ports.contains(port(row[LOCAL_ADDRESS])))
            .map(row -> "socket:[" + row[INODE] + "]")
            .collect(Collectors.toCollection(TreeSet::new));
    return sockets.isEmpty()
        ? List.of()
        : ProcessHandle.allProcesses().filter(process -> hasAny(process, sockets)).toList();
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
  }

  private static boolean hasAny(ProcessHandle process, Set<String> sockets) {
    var open = PROC.resolve(Long.toString(process.pid())).resolve("fd");
    try (var files = Files.list(open)) {
      return files.flatMap(file -> target(file).stream()).anyMatch(sockets::contains);
    } catch (IOException e) {
      // Another user's, or gone.
      return false;
    }
  }

  private static Optional<String> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      // The header has no port and no state.
      return Files.readAllLines(file).stream().skip(1);
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
