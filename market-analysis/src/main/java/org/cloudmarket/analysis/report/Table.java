package org.cloudmarket.analysis.report;

import java.util.List;

/**
 * A table, of which each row's first cell says what the row is of.
 *
 * @param caption what it shows
 * @param head the names of columns
 * @param rows as many cells as the head has
 */
record Table(String caption, List<String> head, List<List<String>> rows) {

  void write(Markup page) {
    page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
    page.open("table").leaf("caption", caption).open("thead").open("tr");
    head.forEach(cell -> page.leaf("th", cell, "scope", "col"));
    page.close().close().open("tbody");
    for (List<String> row : rows) {
      page.open("tr").leaf("th", row.getFirst(), "scope", "row");
      row.stream().skip(1).forEach(cell -> page.open("td").numbers(cell).close());
      page.close();
    }
    page.close().close().close();
  }
}
