package org.cloudmarket.local.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cloudmarket.local.process.StackFailure;

/**
 * PostgreSQL refuses to run as root, and as a user without a name. For such a user, this finds a
 * way to run it as somebody else.
 *
 * @param prefix put before a command; empty for a user who is not root
 * @param owner the user that the data must belong to; negative if whoever makes it will do
 */
record PostgresUser(List<String> prefix, int owner) {

  private static final int NOBODY = 65534;

  private static final PostgresUser NOT_NEEDED = new PostgresUser(List.of(), -1);

  private static final List<PostgresUser> WAYS =
      List.of(
          // A user namespace in which root is nobody: the files stay root's, and reachable.
          new PostgresUser(List.of("unshare", "-U"), -1),
          // Containers often forbid namespaces. Then really nobody, who may still pass through
          // folders that only root may enter, such as /root; the secure bit says so to access(2).
          new PostgresUser(
              List.of(
                  "setpriv",
                  "--reuid=" + NOBODY,
                  "--regid=" + NOBODY,
                  "--clear-groups",
                  "--securebits=+no_setuid_fixup",
                  "--inh-caps=+dac_override",
                  "--ambient-caps=+dac_override"),
              NOBODY));

  PostgresUser {
    prefix = List.copyOf(prefix);
  }

  /**
   * The first way that works on this machine.
   *
   * @param program a program of PostgreSQL's, to try it with
   * @throws StackFailure if the program runs for nobody here, with what the system says of it, or
   *     for this user alone does not
   */
  static PostgresUser find(Path program) {
    var plain = Trial.of(NOT_NEEDED, program);
    if (!plain.works()) {
      throw new StackFailure(
          "PostgreSQL for "
              + PostgresBinaries.platform()
              + " cannot run on this machine ("
              + Machine.description()
              + "): "
              + plain.words());
    }
    if (userHasNameAndIsNotRoot()) {
      return NOT_NEEDED;
    }
    var trials = WAYS.stream().map(way -> Trial.of(way, program)).toList();
    return trials.stream()
        .filter(Trial::works)
        .map(Trial::way)
        .findFirst()
        .orElseThrow(
            () ->
                new StackFailure(
                    "PostgreSQL does not run as root, nor as a user without a name, and here not as"
                        + " another one either ("
                        + trials.stream().map(Trial::toString).collect(Collectors.joining("; "))
                        + "): start as another user"));
  }

  /**
   * What came out when the program was asked for its version.
   *
   * @param way the way in which it was run
   * @param works whether it told its version
   * @param words what was printed instead, in one line
   */
  private record Trial(PostgresUser way, boolean works, String words) {

    static Trial of(PostgresUser way, Path program) {
      try {
        var printed = outputOf(way.before(program.toString(), "--version"));
        boolean works = printed.contains("PostgreSQL");
        return new Trial(
            way,
            works,
            !works && Machine.isOther(program)
                ? "Exec format error: it is a program for another processor"
                : inOneLine(printed));
      } catch (IOException e) {
        return new Trial(way, false, inOneLine(Machine.explained(e, program)));
      }
    }

    private static String inOneLine(String text) {
      return text.isBlank() ? "it says nothing" : text.strip().replaceAll("\\s+", " ");
    }

    @Override
    public String toString() {
      return "'" + way.prefix().getFirst() + "': " + words;
    }
  }

  /** Containers are often run as a number that no user has. */
  private static boolean userHasNameAndIsNotRoot() {
    try {
      return !outputOf(List.of("id", "-u")).equals("0")
          && outputOf(List.of("id", "-un")).matches("[^0-9:][^ :]*");
    } catch (IOException e) {
      throw new StackFailure("PostgreSQL needs to know who runs it: " + e.getMessage(), e);
    }
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

  /** What the command prints, errors among it. */
  private static String outputOf(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    var process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
