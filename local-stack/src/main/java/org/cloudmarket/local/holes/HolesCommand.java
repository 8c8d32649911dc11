package org.cloudmarket.local.holes;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.local.command.InputFile;
import org.cloudmarket.local.stack.ProjectHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks the product's libraries up among known holes. */
@Command(
    name = "holes",
    description =
        "Look the product's libraries up in a copy of the OSV database of known holes, without a"
            + " network. Exit code 1 if one of them has a hole that is not accepted, 2 if a file"
            + " cannot be read.",
    mixinStandardHelpOptions = true)
public final class HolesCommand implements Callable<Integer> {

  private static final Path SBOM = Path.of("target", "bom.json");

  @Spec private CommandSpec spec;

  @Option(
      names = "--osv",
      paramLabel = "all.zip",
      description =
          "A copy of " + Lookup.SOURCE + ". Without it: nothing is looked up, and a line says so.")
  private Optional<Path> osv = Optional.empty();

  @Option(
      names = "--sbom",
      paramLabel = "bom.json",
      description =
          "What the product is made of, as CycloneDX. Without it: target/bom.json, which './mvnw"
              + " -Psbom package' writes.")
  private Optional<Path> sbom = Optional.empty();

  @Option(
      names = "--accepted",
      paramLabel = "FILE",
      description =
          "Holes that are accepted: in each line the id of an advisory, a blank and the reason."
              + " Lines that begin with # are comments. Without it: none is.")
  private Optional<Path> accepted = Optional.empty();

  @Override
  public Integer call() {
    if (osv.isEmpty()) {
      spec.commandLine()
          .getOut()
          .println(
              "Nothing was looked up, for want of a database: fetch "
                  + Lookup.SOURCE
                  + " and name the copy with --osv all.zip");
      return 0;
    }
    if (osv.get().toString().isBlank()) {
      throw new ParameterException(spec.commandLine(), "--osv names no file");
    }
    try {
      return look(osv.get());
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), Excerpt.printable(e.getMessage()), e);
    }
  }

  private int look(Path database) throws IOException {
    Path made = sbom.orElseGet(() -> ProjectHome.find().resolve(SBOM));
    if (!Files.exists(made)) {
      throw new IOException("There is no file " + made + ": './mvnw -Psbom package' writes it");
    }
    Set<Library> libraries = Library.ofSbom(made);
    Accepted letBe = accepted();
    Lookup lookup = Lookup.of(database, libraries);

    PrintWriter out = spec.commandLine().getOut();
    int holes = 0;
    for (Finding finding : lookup.findings()) {
      Optional<String> reason = letBe.reason(finding.advisory());
      out.println(
          reason.map(why -> Excerpt.printable("Accepted (" + why + "): ")).orElse("")
              + finding.line());
      holes += reason.isPresent() ? 0 : 1;
    }
    List<String> stale = letBe.stale(lookup.findings());
    for (String name : stale) {
      out.println(Excerpt.printable("Stale: " + name + " is accepted, and no library has it"));
    }
    out.println(
        Excerpt.printable(
            "Holes: "
                + holes
                + ", accepted: "
                + (lookup.findings().size() - holes)
                + ", stale: "
                + stale.size()
                + "; libraries of "
                + made
                + ": "
                + libraries.size()
                + ", advisories of "
                + database
                + ": "
                + lookup.advisories()
                + ", the last changed at "
                + lookup.newest()));
    return holes == 0 ? 0 : 1;
  }

  private Accepted accepted() throws IOException {
    if (accepted.isEmpty()) {
      return new Accepted(Map.of());
    }
    Path file = accepted.get();
    return Accepted.read(InputFile.read(file, spec.commandLine()), file);
  }
}
