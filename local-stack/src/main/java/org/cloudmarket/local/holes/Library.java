package org.cloudmarket.local.holes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library that the product is made of.
 *
 * @param name group and artifact, as OSV writes them: {@code group:artifact}
 */
record Library(String name, String version) {

  private static final String MAVEN = "pkg:maven/";
  private static final Pattern PURL =
      Pattern.compile(
          MAVEN + "(?<group>[^/@?#]+)/(?<artifact>[^/@?#]+)@(?<version>[^/@?#]+)([?#].*)?");

  /**
   * All libraries of Maven that a CycloneDX document names, each once.
   *
   * @throws IOException where it names none; the message says why
   */
  static Set<Library> ofSbom(Path file) throws IOException {
    JsonNode components;
    try (InputStream in = Files.newInputStream(file)) {
      components = Json.read(in, file.toString()).path("components");
    } catch (FileSystemException e) {
      throw new IOException(file + " cannot be read", e);
    }
    Set<Library> libraries = new LinkedHashSet<>();
    for (String purl : components.findValuesAsText("purl")) {
      if (purl.startsWith(MAVEN)) {
        libraries.add(ofPurl(purl, file));
      }
    }
    if (libraries.isEmpty()) {
      throw new IOException(file + " is no SBOM of CycloneDX that names a library of Maven");
    }
    return libraries;
  }

  private static Library ofPurl(String purl, Path file) throws IOException {
    Matcher parts = PURL.matcher(purl);
    if (!parts.matches()) {
      throw new IOException(file + " names a library without its version: " + purl);
    }
    try {
      return new Library(
          decoded(parts.group("group")) + ":" + decoded(parts.group("artifact")),
          decoded(parts.group("version")));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " has a wrong escape in " + purl, e);
    }
  }

  /** A plus sign is itself there, and no blank as in forms. */
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
