package org.cloudmarket.analysis.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cloudmarket.analysis.certificate.Certificate.Run;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.soundness.Pointer;

/** Certificates as JSON. Equal certificates are equal texts. */
public final class CertificateJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new Jdk8Module()).build();

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private CertificateJson() {}

  /** A certificate as text. */
  public static String write(Certificate certificate) {
    try {
      return MAPPER.writeValueAsString(certificate) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A certificate from its text. It has to be whole: what is missing, unknown or written twice is a
   * fault, and so is anything after its end. What the experiment's document holds is not looked at.
   *
   * @throws InvalidScenario with everything that is wrong with it, and where
   */
  public static Certificate read(String text) {
    Tree tree = Tree.record(text);
    Faults faults = tree.faultsSoFar();
    Fields fields = Fields.of(Pointer.ROOT, tree.root(), faults);
    String version = fields.text("version", Integer.MAX_VALUE);
    String command = fields.text("command", Integer.MAX_VALUE);
    if (!command.isEmpty() && !command.equals(Certificate.COMMAND)) {
      fields.fault(
          "command", "is '" + Excerpt.quoted(command) + "', not '" + Certificate.COMMAND + "'");
    }
    String result = digest(fields, "result", SHA_256);
    Optional<Certificate.Signature> signature =
        fields.has("signature")
            ? Optional.of(signature(fields.map("signature")))
            : Optional.empty();
    fields.allow(List.of("signature"));
    List<Fields> written = fields.list("runs");
    if (fields.has("runs") && tree.root().get("runs").isEmpty()) {
      fields.fault("runs", "is empty");
    }
    List<Run> runs = written.stream().map(CertificateJson::run).toList();
    fields.map("experiment");
    fields.close();
    faults.throwIfAny();
    return new Certificate(
        version, tree.root().get("experiment"), runs, result, command, signature);
  }

  private static Certificate.Signature signature(Fields fields) {
    Certificate.Signature signature =
        new Certificate.Signature(
            fields.text("publicKey", Integer.MAX_VALUE), fields.text("value", Integer.MAX_VALUE));
    fields.close();
    return signature;
  }

  private static Run run(Fields fields) {
    Run run =
        new Run(
            fields.text("variant", Integer.MAX_VALUE),
            fields.amount("seed", -RunsMessage.MAX_SEED, RunsMessage.MAX_SEED),
            digest(fields, "digest", DIGEST));
    fields.close();
    return run;
  }

  private static String digest(Fields fields, String field, Pattern pattern) {
    int mark = fields.mark();
    String digest = fields.text(field, Integer.MAX_VALUE);
    if (fields.mark() == mark && mark >= 0 && !pattern.matcher(digest).matches()) {
      fields.fault(field, "is '" + Excerpt.quoted(digest) + "', which is no digest");
    }
    return digest;
  }
}
