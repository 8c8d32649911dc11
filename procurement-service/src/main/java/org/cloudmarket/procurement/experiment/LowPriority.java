package org.cloudmarket.procurement.experiment;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jboss.logging.Logger;

/**
 * Threads that get a processor when nobody else wants it. Java's own priorities do nothing on
 * Linux, where a thread has a policy of its own: under {@code SCHED_IDLE} it yields to whoever
 * wakes at once, while a thread with the nicest value keeps the processor to the end of its slice,
 * some milliseconds that a live run waits at each hop. Threads that it starts inherit the policy,
 * so such a thread computes and does nothing else.
 */
final class LowPriority {

  private static final Logger LOG = Logger.getLogger(LowPriority.class);

  /** Of sched_setscheduler(2): the policy of threads that only run where a processor is idle. */
  private static final int SCHED_IDLE = 5;

  /** As a thread's id: the calling one. */
  private static final int THIS_THREAD = 0;

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
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      MethodHandle setPolicy =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("sched_setscheduler"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
      // A struct sched_param: its one number, the static priority, is 0 under this policy.
      MemorySegment parameters = arena.allocateFrom(JAVA_INT, 0);
      int failed = (int) setPolicy.invokeExact(THIS_THREAD, SCHED_IDLE, parameters);
      if (failed != 0) {
        LOG.debug("The system does not lower the priority of a thread");
      }
    } catch (Throwable e) {
      LOG.debugf("The priority of a thread cannot be lowered: %s", e);
    }
  }
}
