package org.cloudmarket.exchange.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.cloudmarket.exchange.contract.DataFaults;

/** A file that somebody names: plain, or gzipped whatever it is called. */
final class DataFile {

  private static final int BUFFER = 1 << 16;

  /** What is done with the bytes of a file. */
  interface Use {
    void read(InputStream in) throws IOException;
  }

  private DataFile() {}

  /** Uses the bytes of a file; that it cannot be read is a fault. */
  static void read(Path file, DataFaults faults, Use use) {
    try (InputStream in = open(file)) {
      use.read(in);
    } catch (NoSuchFileException e) {
      faults.add(file.toString(), "", "there is no such file");
    } catch (IOException e) {
      faults.add(file.toString(), "", "cannot be read: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
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
