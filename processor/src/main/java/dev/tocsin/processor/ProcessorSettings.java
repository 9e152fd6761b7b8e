package dev.tocsin.processor;

import dev.tocsin.event.Retention;
import dev.tocsin.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the processor.
 *
 * @param kafka {@code tocsin.kafka.*}
 * @param processor {@code tocsin.processor.*}
 */
@ConfigurationProperties("tocsin")
public record ProcessorSettings(
    @DefaultValue KafkaSettings kafka, @DefaultValue Streams processor) {

  /** The name of the group that shares the work: as it is set, or of the topics' prefix. */
  public String applicationId() {
    if (!processor.applicationId().isEmpty()) {
      return processor.applicationId();
    }
    // The first is what state is kept under since before there was the second.
    return kafka.topicPrefix().equals("tocsin.")
        ? "tocsin-processor"
        : kafka.topicPrefix() + "event-processor";
  }

  /**
   * How the streams run.
   *
   * @param applicationId the name of the group that shares the work, and of its internal topics;
   *     default {@code tocsin-processor}, or with another topic prefix {@code
   *     {prefix}event-processor}, so that two Tocsins on one Kafka share nothing
   * @param instanceId names this instance in the group; with one, a quick restart moves no work.
   *     Empty is none. Two instances with the same name shut each other out.
   * @param stateDir where the state is kept; on a disk that survives restarts, or every start reads
   *     it all again
   * @param threads that process, 1 to 64: each commits for itself, so that more than the load needs
   *     cost the brokers as many more transactions
   * @param commitInterval how often work is committed, 1 ms to 10 s: the floor of every latency
   *     downstream, since readers see committed records only
   * @param exactlyOnce false gives up exactly-once for speed: after a crash, changes may appear
   *     twice
   * @param standbyReplicas copies of the state on other instances, which shorten a takeover
   * @param rocksdbMemory the bytes that all state stores may hold in memory together
   * @param retention how long resolved and single-point events are kept after their last change, at
   *     least 1 s; default for ever. It must exceed the time for which anything sends a message
   *     again: what comes after it is a new event.
   */
  public record Streams(
      @DefaultValue("") String applicationId,
      @DefaultValue("") String instanceId,
      @DefaultValue("data/streams") Path stateDir,
      @DefaultValue("1") int threads,
      @DefaultValue("25ms") Duration commitInterval,
      @DefaultValue("true") boolean exactlyOnce,
      @DefaultValue("0") int standbyReplicas,
      @DefaultValue("134217728") long rocksdbMemory,
      Duration retention) {
    /** Kafka Streams' own limit: how long its transactions may take. */
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

    public Streams {
      require(
          applicationId.matches("[a-zA-Z0-9._-]{0,150}"),
          "application-id must be up to 150 letters, digits, dots, underscores and hyphens",
          applicationId);
      require(threads >= 1 && threads <= 64, "threads must be 1 to 64", threads);
      require(
          commitInterval.toMillis() >= 1 && commitInterval.compareTo(LONGEST_INTERVAL) <= 0,
          "commit-interval must be 1 ms to 10 s",
          commitInterval);
      require(standbyReplicas >= 0, "standby-replicas must not be negative", standbyReplicas);
      require(
          rocksdbMemory >= 16 * 1024 * 1024,
          "rocksdb-memory must be at least 16 MiB",
          rocksdbMemory);
      retention = Objects.requireNonNullElse(retention, Retention.FOREVER.time());
      // A number without a unit is of milliseconds: 30 does not mean the days that it may be for.
      require(
          retention.toSeconds() >= 1, "retention must be at least 1 s, with its unit", retention);
    }

    private static void require(boolean holds, String rule, Object value) {
      if (!holds) {
        throw new IllegalArgumentException("tocsin.processor." + rule + ": " + value);
      }
    }
  }
}
