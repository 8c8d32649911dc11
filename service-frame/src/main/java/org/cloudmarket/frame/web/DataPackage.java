package org.cloudmarket.frame.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes what a table's columns are, in place of its rows: a Data Package as Frictionless has it,
 * for the table saved as CSV under its own name beside it.
 */
@Provider
@Produces("application/vnd.datapackage+json")
public final class DataPackage extends TableBody {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";

  @Context UriInfo uri;

  @Override
  protected void write(Table table, MultivaluedMap<String, Object> headers, OutputStream out) {
    String path = uri.getPath();
    table.rows().close();
    try {
      out.write(JSON.writeValueAsBytes(describe(path.substring(path.lastIndexOf('/') + 1), table)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The description of a table.
   *
   * @param name of the table: the end of its address
   */
  static ObjectNode describe(String name, Table table) {
    ObjectNode pack = JSON.createObjectNode();
    pack.put("$schema", PROFILE).put("name", name);
    ObjectNode resource = pack.putArray("resources").addObject();
    resource
        .put("name", name)
        .put("description", ColumnMeanings.ofTable(name))
        .put("path", name + ".csv")
        .put("format", "csv")
        .put("mediatype", "text/csv")
        .put("encoding", "utf-8");
    ObjectNode schema = resource.putObject("schema");
    ArrayNode fields = schema.putArray("fields");
    for (Table.Column column : table.columns()) {
      ColumnMeanings.Meaning meaning = ColumnMeanings.of(name, column.name());
      ObjectNode field = fields.addObject();
      field.put("name", column.name()).put("type", type(column));
      if (!meaning.unit().isEmpty()) {
        field.put("unit", meaning.unit());
      }
      field.put("description", meaning.text());
    }
    schema.putArray("missingValues").add("");
    return pack;
  }

  private static String type(Table.Column column) {
    return switch (column.kind()) {
      case TEXT ->
          column.name().equals("month") || column.name().endsWith("_month")
              ? "yearmonth"
              : "string";
      case WHOLE -> "integer";
      case NUMBER -> "number";
      case FLAG -> "boolean";
    };
  }
}
