package dev.tocsin.laboratory.plant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Starts the broker again when it runs but does not serve its groups: a restart has left a group
 * without a coordinator, which is Kafka's fault and ends with the next restart.
 */
final class KafkaSupervisor implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final TopicPartition ANY = new TopicPartition("tocsin.events", 0);

  private final Machine kafka;
  private final int port;
  private final List<String> groups;
  private final Thread thread;

  /**
   * @param coordinators how many partitions the groups are divided among
   */
  KafkaSupervisor(Machine kafka, int port, int coordinators) {
    this.kafka = kafka;
    this.port = port;
    groups = IntStream.range(0, coordinators).mapToObj(it -> groupOf(it, coordinators)).toList();
    thread = Thread.ofPlatform().name("supervisor").daemon().start(this::run);
  }

  /** The name of a group that this coordinator serves. */
  private static String groupOf(int coordinator, int coordinators) {
    return Stream.iterate(0, it -> it + 1)
        .map(it -> "laboratory-" + it)
        .filter(it -> Math.abs(it.hashCode()) % coordinators == coordinator)
        .findFirst()
        .orElseThrow();
  }

  private void run() {
    try {
      long answered = System.nanoTime();
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.SECONDS.sleep(5);
        if (!kafka.isReady() || kafka.isHeld() || areServed()) {
          answered = System.nanoTime();
        } else if (System.nanoTime() - answered > PATIENCE.toNanos()) {
          System.out.println("Kafka runs and does not serve its groups: it is started again");
          kafka.kill();
          kafka.start();
          answered = System.nanoTime();
        }
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether each coordinator can still write something down. */
  private boolean areServed() throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + port,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) ANSWER.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) ANSWER.toMillis());
    try (Admin admin = Admin.create(settings)) {
      for (String group : groups) {
        admin.alterConsumerGroupOffsets(group, Map.of(ANY, new OffsetAndMetadata(0))).all().get();
      }
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
