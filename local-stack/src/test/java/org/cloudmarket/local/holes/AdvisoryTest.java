package org.cloudmarket.local.holes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.cloudmarket.local.holes.Advisory.Event;
import org.cloudmarket.local.holes.Advisory.Range;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +0                 | 0.1-alpha     | true
          +0                 | 0-alpha       | true
          +1.0               | 1.0           | true
          +1.0               | 1.0-rc1       | false
          +1.0 -2.0          | 1.9.9         | true
          +1.0 -2.0          | 2.0           | false
          +1.0 -2.0          | 2.0.0.Final   | false
          +1.0 -2.0          | 2.0-SNAPSHOT  | true
          +0 -4.1.100.Final  | 4.1.99.Final  | true
          +0 -4.1.100.Final  | 4.1.100.Final | false
          +0 =2.0            | 2.0           | true
          +0 =2.0            | 2.0.1         | false
          +1 -2 +3 -4        | 2.5           | false
          +1 -2 +3 -4        | 3.5           | true
          -4 +3 -2 +1        | 3.5           | true
          -2 +0              | 1             | true
          +1 -2 +2 -3        | 2             | true
          -2                 | 1             | false
          *9 +1              | 1             | true
          """)
  void aVersionIsInARangeAsMavenOrdersVersions(String range, String version, boolean has) {
    List<Event> events =
        Arrays.stream(range.split(" +", -1))
            .map(
                each ->
                    new Event(
                        each.startsWith("+") ? each.substring(1) : null,
                        each.startsWith("-") ? each.substring(1) : null,
                        each.startsWith("=") ? each.substring(1) : null))
            .toList();

    assertThat(new Range("ECOSYSTEM", events).has(new ComparableVersion(version))).isEqualTo(has);
  }
}
