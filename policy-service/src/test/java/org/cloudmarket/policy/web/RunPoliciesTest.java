package org.cloudmarket.policy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class RunPoliciesTest {

  private static final Scenario SCENARIO =
      DocumentLibrary.shipped()
          .resolve(
              DocumentLibrary.shipped().get("tianjin-mandate"),
              Optional.empty(),
              Map.of(
                  "population.buyers",
                  "4000",
                  "start",
                  "2021-06",
                  "months",
                  "8",
                  "policies.ignored",
                  "{instrument: score-preference, ownerships: [state], bonusPoints: 10,"
                      + " enforcement: 0, scope: {cities: [haikou]}, effective: 2021-07}"));

  private final List<PolicyMessage> said = new ArrayList<>();
  private final List<ContractAwarded> awards = new ArrayList<>();

  private RunPolicies told() {
    ReferenceRun.run(
        SCENARIO,
        7,
        message -> {
          if (message instanceof PolicyMessage policy) {
            said.add(policy);
          } else if (message instanceof ContractAwarded award) {
            awards.add(award);
          }
        });
    return RunPolicies.of(new Government(said));
  }

  private static RunPolicies.Entry entry(RunPolicies told, String id) {
    return told.policies().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void aPolicyTouchesTheAwardsOfThoseThatApplyIt() {
    RunPolicies.Entry mandate = entry(told(), "tianjin-mandate");

    List<ContractAwarded> touched =
        awards.stream().filter(each -> each.policies().contains("tianjin-mandate")).toList();
    assertThat(mandate.total().awards()).isPositive().isEqualTo(touched.size());
    assertThat(mandate.total().awardedFen())
        .isEqualTo(touched.stream().mapToLong(award -> award.win().annualValueFen()).sum());
    assertThat(mandate.touched().costFen().stream().mapToLong(Long::longValue).sum())
        .isPositive()
        .isEqualTo(mandate.total().costFen());
    assertThat(mandate.touched().portingFen().stream().mapToLong(Long::longValue).sum())
        .isPositive()
        .isEqualTo(mandate.total().portingFen())
        .isEqualTo(
            touched.stream()
                .mapToLong(award -> award.win().portingFen() - award.counterfactual().portingFen())
                .sum());
    assertThat(mandate.touched().buyers()).hasSize(8).startsWith(0L);
  }

  @Test
  void aPolicyThatTouchesNobodyIsThereWithZeros() {
    RunPolicies.Entry ignored = entry(told(), "ignored");

    assertThat(ignored.standing()).contains("in-force");
    assertThat(ignored.touched().awards()).hasSize(8).containsOnly(0L);
    assertThat(ignored.touched().buyers()).hasSize(8).containsOnly(0L);
    assertThat(ignored.touched().costFen()).hasSize(8).containsOnly(0L);
    assertThat(ignored.touched().portingFen()).hasSize(8).containsOnly(0L);
    assertThat(ignored.total().applied()).isZero();
  }
}
