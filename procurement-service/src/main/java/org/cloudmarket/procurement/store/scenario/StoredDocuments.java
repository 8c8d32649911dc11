package org.cloudmarket.procurement.store.scenario;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Findings;

/** What a library asks of a document that is to be stored in it, replaced or taken out. */
public final class StoredDocuments {

  /** Addresses beside those of scenarios: what is stored under such a name could not be read. */
  public static final List<String> RESERVED = List.of("schema", "validation");

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
   * @param name what it is to be stored as
   * @throws Refusal with every fault of the document, or of others that extend it
   */
  static void requireSound(DocumentLibrary library, String name, ScenarioDocument document) {
    List<Problem.Fault> faults = new ArrayList<>(said("", examine(library, document)));
    boolean named = faults.stream().noneMatch(fault -> fault.pointer().equals("/name"));
    if (named && !document.name().equals(name)) {
      faults.addFirst(
          new Problem.Fault(
              "/name", "is '" + document.name() + "', and the address says '" + name + "'"));
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    DocumentLibrary after = library.with(document);
    List<Problem.Fault> broken =
        after.extending(name).stream()
            .flatMap(each -> said("scenario '" + each.name() + "' ", after.check(each)).stream())
            .toList();
    if (!broken.isEmpty()) {
      throw Refusal.conflict(
          "scenario-extended", "Scenarios that extend '" + name + "' would have faults", broken);
    }
  }

  /**
   * @throws Refusal where there is no such document, or others extend it
   */
  static void requireUnused(DocumentLibrary library, String name) {
    if (library.find(name).isEmpty()) {
      throw Refusal.unknown("scenario", name);
    }
    List<Problem.Fault> users =
        library.extending(name).stream()
            .map(each -> new Problem.Fault("", "scenario '" + each.name() + "' extends it"))
            .toList();
    if (!users.isEmpty()) {
      throw Refusal.conflict("scenario-extended", "Other scenarios extend '" + name + "'", users);
    }
  }

  private static List<Problem.Fault> said(String of, Findings findings) {
    return findings.faults().stream()
        .map(fault -> new Problem.Fault(fault.pointer(), of + fault.detail()))
        .toList();
  }
}
