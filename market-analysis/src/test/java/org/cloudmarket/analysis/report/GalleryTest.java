package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.experiment.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** What docs/gallery.md says and shows is what the product finds today. */
class GalleryTest {

  private static final Path PAGE = Path.of("..", "docs", "gallery.md");
  private static final Path PICTURES = Path.of("..", "docs", Gallery.FOLDER);

  static List<Gallery> findings() {
    return Gallery.ALL;
  }

  private static Result result(Gallery finding) {
    return Evidence.keptResult(finding.experiment());
  }

  private static Certificate certificate(Gallery finding) {
    return Evidence.keptCertificate(finding.experiment());
  }

  @ParameterizedTest
  @MethodSource("findings")
  void aFindingOnThePageIsThatOfItsResult(Gallery finding) throws IOException {
    String page = Files.readString(PAGE);
    Certificate certificate = certificate(finding);

    assertThat(finding.in(page, result(finding), certificate, certificate.currency()))
        .isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("findings")
  void itsPictureIsThatOfItsResultAndStandsByItself(Gallery finding) throws Exception {
    Certificate certificate = certificate(finding);
    String picture = finding.picture(result(finding), certificate, certificate.currency());

    assertThat(Files.readString(PICTURES.resolve(finding.file()))).isEqualTo(picture);
    Document parsed =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
    assertThat(parsed.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(picture.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "url(", "@import");
  }

  @Test
  void thereAreNoPicturesButThose() throws IOException {
    try (Stream<Path> files = Files.list(PICTURES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Gallery.ALL.stream().map(Gallery::file).toList());
    }
  }

  @Test
  void anExperimentThatDoesNotAnswerIsRefused() {
    Gallery finding = new Gallery("name", "tianjin-effect", "nothing", "kept");

    assertThatThrownBy(
            () ->
                finding.picture(
                    result(finding), certificate(finding), certificate(finding).currency()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing");
  }
}
