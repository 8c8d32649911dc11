package org.cloudmarket.exchange.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;

/**
 * Reads data in the Open Contracting Data Standard, 1.0 and 1.1: releases, records and packages of
 * them, one in a file, many in an array or one after the other, such as a line each.
 *
 * <p>One release or record is in memory at a time, and of each contracting process what {@link
 * Processes} keeps.
 */
public final class OcdsReader {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** What a release has that is of use here. */
  private static final Set<String> OF_A_RELEASE =
      Set.of(
          "ocid",
          "date",
          "buyer",
          "buyers",
          "parties",
          "tender",
          "awards",
          "contracts",
          "bids",
          "planning");

  /** Where a document is. */
  private record Place(DataFile file, long line, String kind) {
    @Override
    public String toString() {
      return file + ", line " + line + kind;
    }
  }

  private final DataFaults faults;
  private final Processes processes;

  /**
   * @param usualTerm how many months a contract runs whose end is not said; 0 where such a contract
   *     is not used
   */
  public OcdsReader(int usualTerm, DataFaults faults) {
    this.faults = faults;
    processes = new Processes(usualTerm, faults);
  }

  /** Reads a file. What is wrong with it is left with the faults. */
  public void read(DataFile file) {
    file.read(
        faults,
        in -> {
          int before = processes.releases();
          int wrong = faults.count();
          try (JsonParser parser = JSON.createParser(in)) {
            documents(parser, file);
          } catch (JsonProcessingException e) {
            faults.add(file + ", line " + line(e), "", "is not JSON: " + e.getOriginalMessage());
          }
          if (processes.releases() == before && faults.count() == wrong) {
            faults.add(file.toString(), "", "holds no release");
          }
        });
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
  }

  /** What was read of all files, put together by contracting process. */
  public ContractData data() {
    return processes.data();
  }

  private void documents(JsonParser parser, DataFile file) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case START_OBJECT -> document(parser, file);
        // Some publishers write an array of releases, without a package.
        case START_ARRAY, END_ARRAY -> {}
        default -> faults.add(at(parser, file, "").toString(), "", "is a value and no release");
      }
    }
  }

  private void document(JsonParser parser, DataFile file) throws IOException {
    Place place = at(parser, file, "");
    ObjectNode own = JSON.createObjectNode();
    boolean holds = false;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("releases") && token == JsonToken.START_ARRAY) {
        holds = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          Place here = at(parser, file, ", /releases");
          release(parser.readValueAsTree(), here, "");
        }
      } else if (name.equals("records") && token == JsonToken.START_ARRAY) {
        holds = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          Place here = at(parser, file, ", /records");
          record(parser.readValueAsTree(), here);
        }
      } else if (name.equals("compiledRelease") && token == JsonToken.START_OBJECT) {
        holds = true;
        Place here = at(parser, file, ", /compiledRelease");
        release(parser.readValueAsTree(), here, own.path("ocid").asText());
      } else if (OF_A_RELEASE.contains(name)) {
        own.set(name, parser.readValueAsTree());
      } else {
        parser.skipChildren();
      }
    }
    if (holds) {
      return; // Of a record the ocid is that of its releases.
    }
    if (own.isEmpty()) {
      faults.add(
          place.toString(),
          "",
          "is no release, record or package: it has neither 'ocid' nor 'releases' nor 'records'");
    } else {
      release(own, place, "");
    }
  }

  private static Place at(JsonParser parser, DataFile file, String kind) {
    return new Place(file, parser.currentTokenLocation().getLineNr(), kind);
  }

  private void record(JsonNode record, Place place) {
    String ocid = record.path("ocid").asText();
    for (JsonNode release : record.path("releases")) {
      boolean linked = release.has("url") || (!release.has("ocid") && !release.has("id"));
      if (linked) {
        processes.count("linked releases, which are not followed");
      } else {
        release(release, place, ocid);
      }
    }
    if (record.path("compiledRelease").isObject()) {
      release(record.path("compiledRelease"), place, ocid);
    }
  }

  /**
   * @param ocid that of the record, for a release that does not say it again
   */
  private void release(JsonNode release, Place place, String ocid) {
    if (!release.isObject()) {
      faults.add(place.toString(), "", "is no release, but " + release.getNodeType());
      return;
    }
    String own = release.path("ocid").asText();
    String process = own.isEmpty() ? ocid : own;
    if (process.isEmpty()) {
      faults.add(place.toString(), "/ocid", "is missing");
      return;
    }
    processes.add(release, process, place + ", release " + process);
  }
}
