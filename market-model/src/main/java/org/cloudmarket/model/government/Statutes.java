package org.cloudmarket.model.government;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.random.Digest;

/** Which policies of a book are in force, from their dates and from triggers on the reports. */
final class Statutes implements StatuteBook.Standing {

  private static final int FIRED = -1;

  private final StatuteBook book;
  private final List<Trigger> triggers;
  private final SortedSet<String> enacted = new TreeSet<>();
  private final SortedSet<String> repealed = new TreeSet<>();

  /** What triggers have repealed in the month that was reported last. */
  private final SortedSet<String> justRepealed = new TreeSet<>();

  private final SortedMap<String, Integer> held = new TreeMap<>();
  private final SortedMap<String, List<Fact.Reading>> windows = new TreeMap<>();
  private final Map<String, String> causes = new HashMap<>();
  private final List<Spell> spells = new ArrayList<>();
  private List<String> inForceBefore = List.of();

  Statutes(StatuteBook book, List<Trigger> triggers) {
    this.book = book;
    this.triggers = triggers;
  }

  /** Ids of the policies that bind in a month, sorted. */
  List<String> inForce(int month) {
    List<String> inForce = new ArrayList<>();
    for (Policy policy : book.policies()) {
      boolean stands = !policy.byTrigger() || enacted.contains(policy.id());
      if (stands && !repealed.contains(policy.id()) && policy.datedFor(month)) {
        inForce.add(policy.id());
      }
    }
    return inForce;
  }

  /** Ids of the policies that are known, to some at least, and do not bind yet, sorted. */
  List<String> announced(int month) {
    List<String> announced = new ArrayList<>();
    for (Policy policy : book.policies()) {
      if (policy.awaited(month) && !repealed.contains(policy.id())) {
        announced.add(policy.id());
      }
    }
    return announced;
  }

  /** A month opens: what binds in it begins or goes on, and what does not has ended. */
  void open(int month) {
    List<String> inForce = inForce(month);
    spells.replaceAll(
        spell ->
            spell.stands() && !inForce.contains(spell.policy()) ? spell.endedIn(month) : spell);
    for (String policy : inForce) {
      if (spells.stream().noneMatch(spell -> spell.stands() && spell.policy().equals(policy))) {
        spells.add(Spell.since(policy, month));
      }
    }
    Collections.sort(spells);
  }

  /** When policies have been in force up to the open month, sorted. */
  List<Spell> spells() {
    return List.copyOf(spells);
  }

  /** What was in force in the month that was reported last. */
  List<String> inForceBefore() {
    return inForceBefore;
  }

  /**
   * Ids of the policies that a trigger has just ended while their dates still kept them from
   * binding, sorted.
   */
  List<String> withdrawn(int month) {
    return book.policies().stream()
        .filter(policy -> justRepealed.contains(policy.id()) && !waits(policy))
        .filter(policy -> !inForceBefore.contains(policy.id()) && policy.end() > month)
        .map(Policy::id)
        .toList();
  }

  /** Why a policy came into force just now: a trigger may have fired before the policy's date. */
  String causeOfBeginning(String policy) {
    return triggers.stream()
        .filter(trigger -> enacted.contains(policy) && !causes.containsKey(policy))
        .filter(trigger -> held.getOrDefault(trigger.id(), 0) == FIRED)
        .filter(trigger -> trigger.actions().stream().anyMatch(each -> enacts(each, policy)))
        .map(Statutes::cause)
        .findFirst()
        .orElseGet(() -> causeOf(policy));
  }

  private static boolean enacts(Trigger.Action action, String policy) {
    return switch (action) {
      case Trigger.Enact enact -> enact.policy().equals(policy);
      case Trigger.Repeal _ -> false;
      case Trigger.Amend amend -> amend.to().equals(policy);
    };
  }

  private static String cause(Trigger trigger) {
    return "trigger " + trigger.id();
  }

  /** Why a policy came into force or ceased just now. */
  String causeOf(String policy) {
    return causes.getOrDefault(policy, book.changed(policy) ? "request" : "date");
  }

  @Override
  public boolean waits(Policy policy) {
    return policy.byTrigger() && !enacted.contains(policy.id());
  }

  @Override
  public boolean endedByTrigger(Policy policy) {
    return repealed.contains(policy.id());
  }

  /**
   * Takes in a month's report: triggers may act from the next month on.
   *
   * @param providers as they are in that month
   */
  void report(int month, Figures figures, List<Provider> providers) {
    inForceBefore = inForce(month);
    causes.clear();
    justRepealed.clear();
    Set<String> known = new HashSet<>(inForceBefore);
    known.addAll(announced(month));
    for (Trigger trigger : triggers) {
      watch(trigger, Gauge.read(trigger, figures, providers, known));
    }
  }

  private void watch(Trigger trigger, Fact.Reading reading) {
    List<Fact.Reading> window = new ArrayList<>(windows.getOrDefault(trigger.id(), List.of()));
    window.add(reading);
    if (window.size() > trigger.windowMonths()) {
      window.removeFirst();
    }
    windows.put(trigger.id(), List.copyOf(window));
    int months = held.getOrDefault(trigger.id(), 0);
    if (months == FIRED) {
      return;
    }
    months = Gauge.holds(trigger, window) ? months + 1 : 0;
    held.put(trigger.id(), months);
    if (months >= trigger.heldMonths()) {
      held.put(trigger.id(), FIRED);
      trigger.actions().forEach(action -> act(trigger, action));
    }
  }

  private void act(Trigger trigger, Trigger.Action action) {
    switch (action) {
      case Trigger.Enact enact -> enact(trigger, enact.policy());
      case Trigger.Repeal repeal -> repeal(trigger, repeal.policy());
      case Trigger.Amend amend -> {
        repeal(trigger, amend.policy());
        enact(trigger, amend.to());
      }
    }
  }

  private void enact(Trigger trigger, String policy) {
    causes.put(policy, cause(trigger));
    enacted.add(policy);
    repealed.remove(policy);
    justRepealed.remove(policy);
  }

  private void repeal(Trigger trigger, String policy) {
    causes.put(policy, cause(trigger));
    if (repealed.add(policy)) {
      justRepealed.add(policy);
    }
  }

  Fact.Progress progress(int month, Digest digest) {
    return new Fact.Progress(
        month,
        digest,
        List.copyOf(enacted),
        List.copyOf(repealed),
        new TreeMap<>(held),
        new TreeMap<>(windows),
        spells());
  }

  void recall(Fact.Progress progress) {
    enacted.addAll(progress.enacted());
    repealed.addAll(progress.repealed());
    held.putAll(progress.held());
    windows.putAll(progress.windows());
    spells.addAll(progress.spells());
  }
}
