package org.cloudmarket.procurement.experiment;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.jboss.logging.Logger;

/**
 * Threads that get a processor when nobody else wants it. Java's own priorities do nothing on
 * Linux, where a thread has a nice value of its own; threads that it starts inherit that, so such a
 * thread computes and does nothing else.
 */
final class LowPriority {

  private static final Logger LOG = Logger.getLogger(LowPriority.class);

  /** Of setpriority(2): which kind of id follows. 0 as the id is the calling thread. */
  private static final int PRIO_PROCESS = 0;

  private static final int NICEST = 19;

  private LowPriority() {}

  static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .unstarted(
            () -> {
              lower();
              work.run();
            });
  }

  /** Elsewhere than on Linux the thread stays as it is. */
  @SuppressWarnings("restricted")
  private static void lower() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setpriority =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setpriority"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
      int failed = (int) setpriority.invokeExact(PRIO_PROCESS, 0, NICEST);
      if (failed != 0) {
        LOG.debug("The system does not lower the priority of a thread");
      }
    } catch (Throwable e) {
      LOG.debugf("The priority of a thread cannot be lowered: %s", e);
    }
  }
}
