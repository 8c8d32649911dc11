package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.util.Iterator;
import java.util.List;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML event by event, never as objects: no aliases, so no document grows when it is read; no
 * tags, so none makes a type of ours; a key that is written twice is a fault.
 */
final class YamlTree {

  private final int[] codePoints;
  private final Iterator<Event> events;
  private final Faults faults;

  private YamlTree(String text, Iterator<Event> events, Faults faults) {
    this.codePoints = text.codePoints().toArray();
    this.events = events;
    this.faults = faults;
  }

  static JsonNode read(String text, Faults faults) {
    LoaderOptions options = new LoaderOptions();
    // The text was measured before; only the parser's own, larger default must not get in the way.
    options.setCodePointLimit(Limits.LENGTH + 1);
    try {
      return new YamlTree(text, new Yaml(options).parse(new StringReader(text)).iterator(), faults)
          .stream();
    } catch (MarkedYAMLException e) {
      throw InvalidScenario.unreadable(where(text, e) + "this is no YAML: " + e.getProblem());
    } catch (ReaderException e) {
      String before = text.substring(0, Math.max(0, text.indexOf(e.getCodePoint())));
      int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
      int column = before.length() - before.lastIndexOf('\n');
      throw InvalidScenario.unreadable(
          OddCharacters.at(line, column)
              + ": holds "
              + OddCharacters.named(e.getCodePoint())
              + "; this is no YAML: such characters are not allowed");
    } catch (YAMLException e) {
      throw InvalidScenario.unreadable("this is no YAML: " + e.getMessage());
    }
  }

  /** A character that looks like another is said in place of where that was found out. */
  private static String where(String text, MarkedYAMLException e) {
    Mark problem = e.getProblemMark();
    Mark context = e.getContextMark() == null ? problem : e.getContextMark();
    String odd = OddCharacters.inStructure(text, context.getLine() + 1, problem.getLine() + 1);
    return odd.isEmpty()
        ? OddCharacters.at(problem.getLine() + 1, problem.getColumn() + 1) + ": "
        : odd;
  }

  private JsonNode stream() {
    events.next();
    if (events.next().is(Event.ID.StreamEnd)) {
      throw InvalidScenario.unreadable("the document is empty");
    }
    JsonNode root = value(events.next(), Pointer.ROOT, 0);
    events.next();
    Event end = events.next();
    if (!end.is(Event.ID.StreamEnd)) {
      throw InvalidScenario.unreadable(
          "line " + line(end) + ": a second document begins; one is enough");
    }
    return root;
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }

  private JsonNode value(Event event, String pointer, int depth) {
    if (depth > Limits.DEPTH) {
      throw Limits.tooDeep(pointer);
    }
    if (event instanceof AliasEvent alias) {
      throw new InvalidScenario(
          List.of(
              new Fault(
                  pointer,
                  "line "
                      + line(alias)
                      + ": *"
                      + alias.getAnchor()
                      + " is an alias, and those are not read; write it out, or extend a"
                      + " document")));
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      faults.add(
          pointer,
          "line "
              + line(event)
              + ": has an anchor &"
              + node.getAnchor()
              + ", and those are not read");
    }
    return switch (event) {
      case ScalarEvent scalar -> {
        tagless(scalar.getTag(), scalar, pointer);
        noteOdd(scalar, pointer);
        yield scalar.isPlain()
            ? Scalars.plain(scalar.getValue())
            : TextNode.valueOf(scalar.getValue());
      }
      case MappingStartEvent start -> {
        tagless(start.getTag(), start, pointer);
        yield map(pointer, depth);
      }
      case SequenceStartEvent start -> {
        tagless(start.getTag(), start, pointer);
        yield list(pointer, depth);
      }
      default -> throw new IllegalStateException("no value begins with " + event);
    };
  }

  private void noteOdd(ScalarEvent scalar, String pointer) {
    Mark start = scalar.getStartMark();
    Mark end = scalar.getEndMark();
    faults
        .odd()
        .note(
            pointer,
            scalar.getValue(),
            codePoints,
            start.getIndex(),
            end.getIndex(),
            start.getLine() + 1,
            start.getColumn() + 1);
  }

  private void tagless(String tag, Event event, String pointer) {
    if (tag != null) {
      faults.add(
          pointer,
          "line "
              + line(event)
              + ": has a tag "
              + Excerpt.quoted(tag)
              + ", and those are not read");
    }
  }

  private ObjectNode map(String pointer, int depth) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    for (Event key = events.next(); !key.is(Event.ID.MappingEnd); key = events.next()) {
      if (!(key instanceof ScalarEvent scalar)) {
        throw InvalidScenario.unreadable(
            "line " + line(key) + ": a key is a map, a list or an alias; keys are words");
      }
      String name = scalar.getValue();
      Limits.checkKey(name, line(key));
      String field = Limits.pointer(pointer, name);
      noteOdd(scalar, field);
      if (map.has(name)) {
        faults.add(field, "is written twice, on line " + line(key) + " again");
      }
      JsonNode value = value(events.next(), field, depth + 1);
      map.putIfAbsent(name, value);
    }
    return map;
  }

  private ArrayNode list(String pointer, int depth) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Event next = events.next(); !next.is(Event.ID.SequenceEnd); next = events.next()) {
      list.add(value(next, Pointer.to(pointer, list.size()), depth + 1));
    }
    return list;
  }
}
