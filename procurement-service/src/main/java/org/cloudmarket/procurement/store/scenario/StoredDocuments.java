package org.cloudmarket.procurement.store.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Findings;

/** What a library asks of a document that is to be stored in it, replaced or taken out. */
public final class StoredDocuments {

  /** Addresses beside those of scenarios: what is stored under such a name could not be read. */
  public static final List<String> RESERVED = List.of("schema", "validation", "resolution");

  private StoredDocuments() {}

  /** Everything that is wrong with a document, in any of its arms, and what is worth a notice. */
  static Findings examine(DocumentLibrary library, ScenarioDocument document) {
    // With itself in the library, a document that extends itself is told so.
    DocumentLibrary own = Ids.valid(document.name()) ? library.with(document) : library;
    Findings found = own.check(document);
    List<Fault> faults = new ArrayList<>(found.faults());
    if (RESERVED.contains(document.name())) {
      faults.add(
          new Fault(
              "/name",
              "is '"
                  + document.name()
                  + "', which is an address of its own; taken are "
                  + RESERVED));
    }
    if (document.market()) {
      faults.add(
          new Fault(
              "/kind", "is market, which nobody runs; a scenario can be extended as well as one"));
    }
    return new Findings(faults, found.warnings());
  }

  /**
   * Why a document is not stored: its faults, or those of others that extend it. Empty where it can
   * be.
   *
   * @param name what it is to be stored as
   */
  static Optional<Obstacle> againstStoring(
      DocumentLibrary library, String name, ScenarioDocument document) {
    List<Fault> faults = new ArrayList<>(examine(library, document).faults());
    boolean named = faults.stream().noneMatch(fault -> fault.pointer().equals("/name"));
    if (named && !document.name().equals(name)) {
      faults.addFirst(
          new Fault("/name", "is '" + document.name() + "', and the address says '" + name + "'"));
    }
    if (!faults.isEmpty()) {
      return Optional.of(new Obstacle.Faulty(faults));
    }
    DocumentLibrary after = library.with(document);
    List<Fault> broken =
        after.extending(name).stream().flatMap(each -> named(each, after.check(each))).toList();
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of(new Obstacle.BreaksOthers(name, broken));
  }

  private static Stream<Fault> named(ScenarioDocument document, Findings findings) {
    return findings.faults().stream()
        .map(
            fault ->
                new Fault(fault.pointer(), "scenario '" + document.name() + "' " + fault.detail()));
  }

  /**
   * Why a document is not forgotten: it is not there, or others extend it. Empty where it can be.
   */
  static Optional<Obstacle> againstForgetting(DocumentLibrary library, String name) {
    if (library.find(name).isEmpty()) {
      return Optional.of(new Obstacle.Unknown(name));
    }
    List<String> users = library.extending(name).stream().map(ScenarioDocument::name).toList();
    return users.isEmpty() ? Optional.empty() : Optional.of(new Obstacle.Extended(name, users));
  }
}
