package org.cloudmarket.local.stack;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A launcher for tests to kill: starts broker and database, says so, and stays up. */
final class Launcher {

  static final String READY = "ready";

  private Launcher() {}

  public static void main(String[] args) throws InterruptedException {
    try (var stack = Stack.start(StackOptions.forTest(Path.of(args[0])))) {
      System.out.println(READY + " " + stack.names());
      new CountDownLatch(1).await();
    }
  }
}
