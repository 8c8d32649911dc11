package org.cloudmarket.local.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.local.process.StackFailure;

/**
 * PostgreSQL refuses to run as root, and as a user without a name. For such a user, this finds a
 * way to run it as somebody else.
 *
 * @param prefix put before a command; empty for a user who is not root
 * @param owner the user that the data must belong to; negative if whoever makes it will do
 */
record Disguise(List<String> prefix, int owner) {

  private static final int NOBODY = 65534;

  private static final Disguise NOT_NEEDED = new Disguise(List.of(), -1);

  private static final List<Disguise> WAYS =
      List.of(
          // A user namespace in which root is nobody: the files stay root's, and reachable.
          new Disguise(List.of("unshare", "-U"), -1),
          // Containers often forbid namespaces. Then really nobody, who may still pass through
          // folders that only root may enter, such as /root; the secure bit says so to access(2).
          new Disguise(
              List.of(
                  "setpriv",
                  "--reuid=" + NOBODY,
                  "--regid=" + NOBODY,
                  "--clear-groups",
                  "--securebits=+no_setuid_fixup",
                  "--inh-caps=+dac_override",
                  "--ambient-caps=+dac_override"),
              NOBODY));

  Disguise {
    prefix = List.copyOf(prefix);
  }

  /**
   * The first way that works on this machine.
   *
   * @param program a program of PostgreSQL's, to try it with
   */
  static Disguise find(Path program) {
    if (userHasNameAndIsNotRoot()) {
      return NOT_NEEDED;
    }
    return WAYS.stream()
        .filter(way -> outputOf(way.before(program.toString(), "--version")).contains("PostgreSQL"))
        .findFirst()
        .orElseThrow(
            () ->
                new StackFailure(
                    "PostgreSQL cannot run as this user (root, or one without a name), and neither"
                        + " 'unshare -U' nor 'setpriv' works here: start as another user"));
  }

  /** Containers are often run as a number that no user has. */
  private static boolean userHasNameAndIsNotRoot() {
    var number = outputOf(List.of("id", "-u"));
    return !number.equals("0") && outputOf(List.of("id", "-un")).matches("[^0-9:][^ :]*");
  }

  /** Hands the folder over to the user that PostgreSQL runs as. */
  void own(Path folder) {
    if (owner < 0) {
      return;
    }
    try {
      Files.setAttribute(folder, "unix:uid", owner);
    } catch (IOException e) {
      throw new StackFailure(folder + " cannot be given to PostgreSQL's user: " + e, e);
    }
  }

  private List<String> before(String... command) {
    var all = new ArrayList<>(prefix);
    all.addAll(List.of(command));
    return all;
  }

  /** What the command prints; empty if it cannot be run. */
  private static String outputOf(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
