package dev.tocsin.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * The standalone's Kafka on a free port and in an empty folder, which goes when it is closed, or
 * when the measuring is broken off.
 */
public final class BenchmarkKafka implements AutoCloseable {
  private final int port;
  private final Path folder;
  private final EmbeddedKafka kafka;
  private boolean closed;

  private BenchmarkKafka(int port, Path folder, EmbeddedKafka kafka) {
    this.port = port;
    this.folder = folder;
    this.kafka = kafka;
  }

  public static BenchmarkKafka start() throws Exception {
    int port = Port.anyFree();
    Path folder = Files.createTempDirectory("tocsin-bench");
    var kafka =
        new BenchmarkKafka(port, folder, EmbeddedKafka.start(port, folder.resolve("kafka")));
    AtExit.close(kafka);
    return kafka;
  }

  public String bootstrapServers() {
    return Port.HOST + ":" + port;
  }

  /** Where whoever uses this Kafka may keep state for as long as it runs. */
  public Path folder() {
    return folder;
  }

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      kafka.close();
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}
