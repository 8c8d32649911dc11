package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmarket.frame.web.Table.Column;
import org.jboss.resteasy.reactive.common.util.QuarkusMultivaluedHashMap;
import org.junit.jupiter.api.Test;

class TableTest {

  private record Place(String city, Long buyers) {}

  private record Row(String id, Place place, List<String> tags, Map<String, String> links) {}

  private static String csv(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(table, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(Table table, OutputStream out) {
    new TableWriter()
        .writeTo(table, Table.class, null, null, null, new QuarkusMultivaluedHashMap<>(), out);
  }

  @Test
  void aRecordIsARowAndARecordInItAddsItsColumns() {
    Table table =
        Table.of(
            Row.class,
            Stream.of(
                new Row("a", new Place("tianjin", 7L), List.of("x", "y"), Map.of("self", "/a")),
                new Row("b", null, List.of(), Map.of())));

    assertThat(csv(table))
        .isEqualTo("id,place.city,place.buyers,tags\r\na,tianjin,7,x y\r\nb,,,\r\n");
  }

  private record Numbers(int whole, Long boxed, double share, Boolean flag, List<Long> list) {}

  private record Months(List<Long> counts, List<Double> shares, List<String> words) {}

  @Test
  void aColumnIsOfWhatItsComponentIs() {
    assertThat(Table.of(Numbers.class, Stream.of()).columns())
        .containsExactly(
            Column.whole("whole"),
            Column.whole("boxed"),
            Column.number("share"),
            Column.flag("flag"),
            Column.text("list"));
  }

  @Test
  void ofListsByMonthAColumnIsOfWhatAMonthHas() {
    assertThat(Table.columns(Months.class))
        .containsExactly(Column.whole("counts"), Column.number("shares"), Column.text("words"));
  }

  @Test
  void whatWouldEndACellIsQuoted() throws IOException {
    var json = new ObjectMapper().readTree("{\"a\": 1}");

    assertThat(Table.line(Arrays.asList("a,b", "say \"x\"", "two\nlines", "市", null, json, 1.5)))
        .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",市,,\"{\"\"a\"\":1}\",1.5\r\n");
  }

  @Test
  void noTextIsAFormulaToASpreadsheet() {
    assertThat(Table.line(List.of("=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "\rx", "a=b")))
        .isEqualTo("'=cmd|' /C calc'!A0,'+1,'-1,'@x,'\tx,\"'\rx\",a=b\r\n");
    assertThat(Table.line(List.of(-1, -0.5, IntNode.valueOf(-2), TextNode.valueOf("=1"))))
        .isEqualTo("-1,-0.5,-2,'=1\r\n");
  }

  @Test
  void rowsAreReadAsTheyAreWritten() {
    OutputStream full =
        new OutputStream() {
          private int left = 1_000;

          @Override
          public void write(int b) throws IOException {
            if (--left < 0) {
              throw new IOException("the client has gone");
            }
          }
        };
    Stream<Integer> endless =
        Table.pages(List.of(0), page -> List.of(page.getLast() + 1, page.getLast() + 2));

    assertThatCode(
            () ->
                write(
                    new Table(List.of(Column.whole("n")), endless.map(n -> List.<Object>of(n))),
                    full))
        .doesNotThrowAnyException();
  }

  @Test
  void pagesEndWithAnEmptyOne() {
    assertThat(
            Table.pages(
                List.of(1, 2),
                page ->
                    page.getLast() >= 6
                        ? List.of()
                        : IntStream.rangeClosed(page.getLast() + 1, page.getLast() + 2)
                            .boxed()
                            .toList()))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }
}
