package org.cloudmarket.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;

/**
 * What this process and those of a stack have used of the processors. Unlike a rate it does not
 * depend on who else is at work on the machine.
 */
record CpuClock(Stack stack) {

  /** All that is used so far, by those who are there now. */
  CpuTime now() {
    return new CpuTime(
        sum(Stream.concat(Stream.of(ProcessHandle.current()), processes(stack.names()))),
        sum(processes(Stream.of(Service.values()).map(Service::label).toList())));
  }

  private Stream<ProcessHandle> processes(Collection<String> names) {
    return names.stream()
        .flatMap(name -> stack.pid(name).stream())
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
  }

  private static Duration sum(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration())
        .flatMap(Optional::stream)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
