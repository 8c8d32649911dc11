package org.cloudmarket.analysis.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.certificate.CertificateJson;
import org.cloudmarket.analysis.experiment.CalibrationResult;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.ResultJson;

/** What the shipped experiments found, as it is kept with the release. */
public final class Evidence {

  /** Where it is kept among the resources. */
  public static final String FOLDER = "evidence";

  /** The shipped experiments, in the order of the page. */
  public static final List<String> EXPERIMENTS =
      List.of(
          "tianjin-effect",
          "leader-attribution",
          "suspension-effect",
          "classification-effect",
          "fine-effect",
          "union-act-effect",
          "set-aside-effect",
          "tianjin-sensitivity");

  /** The shipped calibrations. */
  public static final Set<String> CALIBRATIONS = Set.of("china-calibration");

  private Evidence() {}

  /** All of them. */
  public static List<String> names() {
    return Stream.concat(EXPERIMENTS.stream(), CALIBRATIONS.stream()).toList();
  }

  /** The file of a result. */
  public static String result(String name) {
    return name + ".result.json";
  }

  /** The file of a certificate. */
  public static String certificate(String name) {
    return name + ".certificate.json";
  }

  /** What an experiment found. */
  public static Result keptResult(String name) {
    return ResultJson.read(keptResultText(name));
  }

  /** The same, as {@link ResultJson} wrote it. */
  public static String keptResultText(String name) {
    return resource(result(name));
  }

  /** How it was made. */
  public static Certificate keptCertificate(String name) {
    return CertificateJson.read(keptCertificateText(name));
  }

  /** The same, as {@link CertificateJson} wrote it. */
  public static String keptCertificateText(String name) {
    return resource(certificate(name));
  }

  /** What a calibration found. */
  public static CalibrationResult keptCalibration(String name) {
    return CalibrationReport.read(resource(result(name)));
  }

  private static String resource(String file) {
    String path = "/" + FOLDER + "/" + file;
    try (InputStream in = Evidence.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
