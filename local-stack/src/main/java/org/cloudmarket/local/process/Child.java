package org.cloudmarket.local.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;

/**
 * One process of the stack, started, stopped and started again under one name. All methods may be
 * called from any thread.
 */
public final class Child {

  /** Longer than {@link Guard} gives the hooks of a JVM, so that it ends by itself if it can. */
  private static final Duration ORDERLY = Duration.ofSeconds(25);

  private static final int LAST_WORDS = 5;
  private static final long MOST_READ = 4 << 20;

  /**
   * Ctrl-C and a closed terminal reach every process of the group at once. Only the launcher is to
   * hear them: it ends its children in the right order. What they write is this user's alone.
   */
  private static final List<String> DEAF_TO_THE_TERMINAL =
      List.of("/bin/sh", "-c", "trap '' INT HUP; umask 077; exec \"$@\"", "child");

  private final ChildSpec spec;
  private final ObjIntConsumer<Child> onDeath;
  private Optional<Process> process = Optional.empty();
  private boolean ended;
  private long logBegan;

  /**
   * @param spec what to start
   * @param onDeath told of the exit status whenever the process ends without {@link #stop()}
   */
  public Child(ChildSpec spec, ObjIntConsumer<Child> onDeath) {
    this.spec = spec;
    this.onDeath = onDeath;
  }

  public ChildSpec spec() {
    return spec;
  }

  public String name() {
    return spec.name();
  }

  /** The id of the process; empty if there is none. */
  public synchronized Optional<Long> pid() {
    return process.filter(Process::isAlive).map(Process::pid);
  }

  public boolean isAlive() {
    return pid().isPresent();
  }

  /** Starts the process if it is not running. Does nothing after {@link #end()}. */
  public synchronized void launch() {
    if (ended || isAlive()) {
      return;
    }
    var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
    command.addAll(spec.command());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(spec.environment());
    builder.directory(spec.directory().toFile());
    logBegan = spec.log().toFile().length();
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
    try {
      var started = builder.start();
      process = Optional.of(started);
      var _ = started.onExit().thenAccept(this::exited);
    } catch (IOException e) {
      throw new StackFailure(name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Whether the process runs and answers. */
  public boolean isReady() throws InterruptedException {
    if (!isAlive()) {
      return false;
    }
    try {
      return spec.readiness().answers();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return false;
    }
  }

  /** Whether {@link #end()} was called. */
  public synchronized boolean isEnded() {
    return ended;
  }

  /**
   * Why the process ended, in the words of what ended it; empty if it printed none. Asked of what
   * it printed since it was started last.
   */
  public Optional<String> cause() {
    return Cause.in(printed());
  }

  /** The cause, or else the last lines of the log, for people who ask why. */
  public String lastWords() {
    var lines = printed();
    var last = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
    return Cause.in(lines)
        .map(words -> words + "; see " + spec.log())
        .orElse(
            last.isEmpty()
                ? "it printed nothing to " + spec.log()
                : spec.log() + " ends with:\n    " + String.join("\n    ", last));
  }

  private List<String> printed() {
    long from;
    synchronized (this) {
      from = logBegan;
    }
    try (var log = Files.newByteChannel(spec.log())) {
      log.position(Math.max(from, log.size() - MOST_READ));
      var text = new String(Channels.newInputStream(log).readAllBytes(), StandardCharsets.UTF_8);
      return text.strip().lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Ends the process in an orderly way, or by force if it does not end in time. */
  public void stop() {
    forget().ifPresent(Child::stop);
  }

  /** Stops the process for good: it cannot be launched again. */
  public void end() {
    synchronized (this) {
      ended = true;
    }
    stop();
  }

  /** Ends the process and whatever it started by SIGKILL, as a crash would. */
  public void kill() {
    Optional<Process> running;
    synchronized (this) {
      running = process;
    }
    running.ifPresent(Child::killWithDescendants);
  }

  private synchronized Optional<Process> forget() {
    var running = process;
    process = Optional.empty();
    return running;
  }

  private void exited(Process gone) {
    synchronized (this) {
      if (process.filter(p -> p.equals(gone)).isEmpty()) {
        return;
      }
    }
    closeInput(gone);
    onDeath.accept(this, gone.exitValue());
  }

  private static void stop(Process process) {
    // One that is stopped while it starts may leave behind what it was waiting for.
    var heirs = process.descendants().toList();
    // SIGTERM, and the end of its standard input.
    process.destroy();
    if (!hasEnded(process)) {
      killWithDescendants(process);
    }
    kill(heirs);
  }

  private static boolean hasEnded(Process process) {
    try {
      return process.waitFor(ORDERLY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void killWithDescendants(Process process) {
    var all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    kill(all);
    closeInput(process);
  }

  private static void kill(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }

  /** What the process started may still listen to this pipe: its end tells them to go. */
  private static void closeInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Closed already.
    }
  }
}
