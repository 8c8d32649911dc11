package org.cloudmarket.analysis.report;

import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements, which are HTML as well as XML, and escapes every text and attribute. */
final class Markup {

  private static final Pattern INTERVAL = Pattern.compile("\\[[^\\[\\]]*\\]");

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  Markup() {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Step {
    void run() throws XMLStreamException;
  }

  /** Nothing can go wrong in memory but what a caller does wrong. */
  private Markup step(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn
   */
  Markup open(String name, String... attributes) {
    return step(
        () -> {
          xml.writeStartElement(name);
          attributes(attributes);
        });
  }

  /** Ends the element that was begun last. */
  Markup close() {
    return step(xml::writeEndElement);
  }

  /** Text, escaped. */
  Markup text(String content) {
    return step(() -> xml.writeCharacters(content));
  }

  /** An element that holds a text. */
  Markup leaf(String name, String content, String... attributes) {
    return open(name, attributes).text(content).close();
  }

  /** Text in which no line breaks within an interval, such as [6, 15]. */
  Markup numbers(String content) {
    Matcher interval = INTERVAL.matcher(content);
    int done = 0;
    while (interval.find()) {
      text(content.substring(done, interval.start()));
      leaf("span", interval.group(), "class", "together");
      done = interval.end();
    }
    return text(content.substring(done));
  }

  /** An element that holds nothing, such as a line. */
  Markup empty(String name, String... attributes) {
    return step(
        () -> {
          xml.writeEmptyElement(name);
          attributes(attributes);
        });
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }

  /** All that was written. */
  String written() {
    step(xml::flush);
    return text.toString();
  }
}
