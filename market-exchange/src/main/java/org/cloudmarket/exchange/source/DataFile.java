package org.cloudmarket.exchange.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.cloudmarket.exchange.contract.DataFaults;

/**
 * What somebody gives to be read: plain, or gzipped whatever it is called.
 *
 * @param name as whoever gives it knows it, for faults
 */
public record DataFile(String name, Opening opening) {

  private static final int BUFFER = 1 << 16;

  /** Opens the bytes. */
  public interface Opening {
    /**
     * The bytes from the first on.
     *
     * @throws IOException where they cannot be had
     */
    InputStream open() throws IOException;
  }

  /** What is done with the bytes. */
  interface Use {
    void read(InputStream in) throws IOException;
  }

  /** A file. */
  public static DataFile of(Path file) {
    return new DataFile(file.toString(), () -> Files.newInputStream(file));
  }

  /** A text that is called like a file. */
  public static DataFile of(String name, String text) {
    return new DataFile(
        name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Uses the bytes; that they cannot be read is a fault. */
  void read(DataFaults faults, Use use) {
    try (InputStream in = unpacked()) {
      use.read(in);
    } catch (NoSuchFileException e) {
      faults.add(name, "", "there is no such file");
    } catch (IOException e) {
      faults.add(name, "", "cannot be read: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private InputStream unpacked() throws IOException {
    InputStream in = new BufferedInputStream(opening.open(), BUFFER);
    try {
      in.mark(2);
      int magic = in.read() | in.read() << 8;
      in.reset();
      return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
