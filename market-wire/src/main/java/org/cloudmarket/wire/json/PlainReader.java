package org.cloudmarket.wire.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cloudmarket.documents.scenario.PolicyJson;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.json.PlainScanner.Unusual;

/**
 * Reads exactly what {@link JsonWriter} writes, in its order and without blanks, in half the time
 * that a general parser takes. At anything else, wrong or merely unusual, it gives up with {@link
 * Unusual}: then {@link TolerantReader} starts again and either reads the record or says what is
 * wrong with it. So this class needs no words for faults, but it must never accept what is not
 * JSON.
 */
public final class PlainReader implements JsonReader {

  private static final KnownDocuments<Scenario> SCENARIOS =
      new KnownDocuments<>(ScenarioJson::read);
  private static final KnownDocuments<Policy> POLICIES = new KnownDocuments<>(PolicyJson::read);
  private static final KnownDocuments<List<Policy>> LISTS_OF_POLICIES =
      new KnownDocuments<>(written -> List.copyOf(PolicyJson.readAll(written)));

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final PlainScanner scanner = new PlainScanner();

  /** Reads a whole value. */
  public <T> T read(byte[] value, Read<T> read) throws UnreadableRecord {
    scanner.begin(value);
    T record = read.read(this);
    scanner.end();
    return record;
  }

  @Override
  public void open() {
    scanner.open('{');
  }

  @Override
  public void close() {
    scanner.close('}');
  }

  @Override
  public String text(FieldName name) {
    scanner.name(name);
    return scanner.text();
  }

  @Override
  public String laterText(FieldName name) {
    return text(name);
  }

  @Override
  public String ownId(FieldName name) {
    scanner.name(name);
    return scanner.ownId();
  }

  @Override
  public String id(FieldName name) {
    scanner.name(name);
    return scanner.sharedId();
  }

  @Override
  public String optionalId(FieldName name) {
    scanner.name(name);
    return scanner.passes(NULL) ? "" : scanner.sharedId();
  }

  @Override
  public List<String> ids(FieldName name) {
    scanner.name(name);
    scanner.open('[');
    if (scanner.closes(']')) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    do {
      ids.add(scanner.sharedId());
    } while (!scanner.closes(']'));
    return ids;
  }

  @Override
  public long number(FieldName name) {
    scanner.name(name);
    return scanner.integer();
  }

  @Override
  public long laterNumber(FieldName name) {
    return number(name);
  }

  @Override
  public int integer(FieldName name) {
    long value = number(name);
    if (value != (int) value) {
      throw new Unusual();
    }
    return (int) value;
  }

  @Override
  public long[] numbers(FieldName name) {
    scanner.name(name);
    scanner.open('[');
    long[] numbers = new long[16];
    int count = 0;
    while (!scanner.closes(']')) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count++] = scanner.integer();
    }
    return Arrays.copyOf(numbers, count);
  }

  @Override
  public boolean flag(FieldName name) {
    scanner.name(name);
    if (scanner.passes(TRUE)) {
      return true;
    }
    if (scanner.passes(FALSE)) {
      return false;
    }
    throw new Unusual();
  }

  @Override
  public int month(FieldName name) {
    scanner.name(name);
    return scanner.month();
  }

  @Override
  public int optionalMonth(FieldName name) {
    scanner.name(name);
    return scanner.passes(NULL) ? Months.NEVER : scanner.month();
  }

  @Override
  public Digest digest(FieldName name) {
    scanner.name(name);
    return scanner.digest();
  }

  @Override
  public <E extends Enum<E> & Kebab> E constant(FieldName name, Constants<E> constants) {
    scanner.name(name);
    for (int i = 0; i < constants.size(); i++) {
      if (scanner.passes(constants.quoted(i))) {
        return constants.get(i);
      }
    }
    throw new Unusual();
  }

  @Override
  public <T> T object(FieldName name, Read<T> read) throws UnreadableRecord {
    scanner.name(name);
    return read.read(this);
  }

  @Override
  public <T> List<T> objects(FieldName name, Read<T> read) throws UnreadableRecord {
    scanner.name(name);
    scanner.open('[');
    if (scanner.closes(']')) {
      return List.of();
    }
    List<T> objects = new ArrayList<>();
    do {
      objects.add(read.read(this));
    } while (!scanner.closes(']'));
    return objects;
  }

  @Override
  public Scenario scenario(FieldName name) throws UnreadableRecord {
    return document(name, SCENARIOS);
  }

  @Override
  public Policy policy(FieldName name) throws UnreadableRecord {
    return document(name, POLICIES);
  }

  @Override
  public List<Policy> policies(FieldName name) throws UnreadableRecord {
    return document(name, LISTS_OF_POLICIES);
  }

  /** In a document a general parser is at work, and other readers than these. */
  private <T> T document(FieldName name, KnownDocuments<T> documents) throws UnreadableRecord {
    scanner.name(name);
    int from = scanner.at();
    int to = scanner.passDocument();
    return documents.get(scanner.bytes(), from, to);
  }
}
