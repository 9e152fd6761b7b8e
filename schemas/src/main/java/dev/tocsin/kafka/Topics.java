package dev.tocsin.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of Tocsin: names, partitions, how long and how large. */
public final class Topics {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  // An input of 1 MiB with its envelope; a rejection carries the input and an answer of at most
  // about twice its size.
  private static final int INPUT_BYTES = 2 * 1024 * 1024;
  private static final int REJECTION_BYTES = 6 * 1024 * 1024;
  private static final int ORDINARY_BYTES = 1024 * 1024;

  private final KafkaSettings settings;

  public Topics(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Raw MQTT messages by entity. */
  public Topic mqttInput() {
    return kept("mqtt.input", WEEK, INPUT_BYTES);
  }

  /** Every change of every event, by event. */
  public Topic events() {
    return compacted("events");
  }

  /** What was wrong with which input, by entity. */
  public Topic eventRejections() {
    return kept("event-rejections", WEEK, REJECTION_BYTES);
  }

  /** What became of the inputs whose senders asked for a receipt, by entity. */
  public Topic inputReceipts() {
    return kept("input-receipts", HOUR, REJECTION_BYTES);
  }

  public Topic eventModels() {
    return compacted("event-models");
  }

  /** Systems and components. */
  public Topic entities() {
    return compacted("entities");
  }

  public Topic componentModels() {
    return compacted("component-models");
  }

  public Topic eventModelLinks() {
    return compacted("event-model-links");
  }

  /**
   * Event models and links once more, each in every partition, for the tasks that join events with
   * them.
   */
  public Topic registryReplicas() {
    return compacted("registry.replicas");
  }

  /** Users' commands for the registry, by domain. */
  public Topic registryCommands() {
    return kept("registry.commands", DAY, ORDINARY_BYTES);
  }

  /** Users' commands for events, by entity. */
  public Topic eventCommands() {
    return kept("event.commands", DAY, ORDINARY_BYTES);
  }

  /** What became of commands, by command. */
  public Topic commandReplies() {
    return kept("command-replies", HOUR, ORDINARY_BYTES);
  }

  /** Records of ours that nobody could read: a foreign producer's, or a damaged one. */
  public Topic deadLetters() {
    return kept("dead-letters", WEEK, INPUT_BYTES);
  }

  public List<Topic> all() {
    return List.of(
        mqttInput(),
        events(),
        eventRejections(),
        inputReceipts(),
        eventModels(),
        entities(),
        componentModels(),
        eventModelLinks(),
        registryReplicas(),
        registryCommands(),
        eventCommands(),
        commandReplies(),
        deadLetters());
  }

  private Topic kept(String name, Duration retention, int maxBytes) {
    Map<String, String> config = common(maxBytes);
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    // A segment goes as a whole: with segments longer than the retention, records would stay twice
    // as long.
    config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(retention.toMillis() / 4));
    return topic(name, config);
  }

  private Topic compacted(String name) {
    Map<String, String> config = common(ORDINARY_BYTES);
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    // How long a reader may be away and still see every change. The tombstones stay for longer, but
    // not the DELETED before them.
    config.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(DAY.toMillis()));
    config.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(WEEK.toMillis()));
    return topic(name, config);
  }

  private static Map<String, String> common(int maxBytes) {
    Map<String, String> config = new HashMap<>();
    // The clocks of hosts differ; the broker's orders what meets in a join.
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
    return config;
  }

  private Topic topic(String name, Map<String, String> config) {
    return new Topic(settings.topicPrefix() + name, settings.partitions(), config);
  }
}
