package org.cloudmarket.local.holes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a copy of the database says of some libraries.
 *
 * @param advisories how many advisories of Maven it holds that are not withdrawn
 * @param newest when the last of them was changed
 */
record Lookup(List<Finding> findings, int advisories, String newest) {

  /** Where the database for Maven can be had. */
  static final String SOURCE = "https://osv-vulnerabilities.storage.googleapis.com/Maven/all.zip";

  /**
   * Looks libraries up, with one advisory in memory at a time.
   *
   * @param file a zip with an advisory in each entry
   * @throws IOException where it cannot be read as such; the message names it and the entry
   */
  static Lookup of(Path file, Collection<Library> libraries) throws IOException {
    Map<String, List<Library>> byName =
        libraries.stream().collect(Collectors.groupingBy(Library::name));
    List<Finding> findings = new ArrayList<>();
    int advisories = 0;
    String newest = "";
    try (ZipFile zip = open(file)) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.getName().endsWith(".json")) {
          continue;
        }
        Advisory advisory = advisory(zip, entry, file);
        if (advisory.isOfMaven() && !advisory.isWithdrawn()) {
          findings.addAll(advisory.in(byName));
          advisories++;
          newest = newest.compareTo(advisory.modified()) < 0 ? advisory.modified() : newest;
        }
      }
    }
    if (advisories == 0) {
      throw new IOException(file + " holds no advisory of Maven, as " + SOURCE + " does");
    }
    findings.sort(
        Comparator.comparing((Finding each) -> each.library().toString())
            .thenComparing(each -> each.advisory().id()));
    return new Lookup(findings, advisories, newest);
  }

  /** Opened by its directory, which stands at its end: of half a copy, no half is looked up. */
  private static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file, e);
    } catch (ZipException e) {
      throw new IOException(file + " is no zip, or not a whole one: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Advisory advisory(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    String name = file + ", entry " + entry.getName() + ",";
    JsonNode document;
    try (InputStream in = zip.getInputStream(entry)) {
      document = Json.read(in, name);
    } catch (ZipException e) {
      throw new IOException(name + " cannot be read: " + e.getMessage(), e);
    }
    if (!document.path("id").isTextual() || !document.path("modified").isTextual()) {
      throw new IOException(name + " is no advisory: it has no id, or not when it was modified");
    }
    return Json.as(Advisory.class, document, name);
  }
}
