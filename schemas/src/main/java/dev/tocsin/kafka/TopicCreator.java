package dev.tocsin.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing, once Kafka is there. A topic that exists is left as it is.
 */
public final class TopicCreator {
  private static final Logger log = LoggerFactory.getLogger(TopicCreator.class);
  private static final int API_TIMEOUT_MILLIS = 4_000;
  private static final Duration RETRY = Duration.ofMillis(500);

  private final KafkaSettings settings;
  private final OncePerMinute waiting;

  public TopicCreator(KafkaSettings settings, Clock clock) {
    this.settings = settings;
    this.waiting = new OncePerMinute(clock);
  }

  /**
   * Returns once every topic exists; waits for Kafka as long as it takes, and says so once a
   * minute.
   *
   * @return how many partitions each topic really has, by its name
   */
  public Map<String, Integer> create(List<Topic> topics) throws InterruptedException {
    Map<String, Object> config = settings.client();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    Admin admin = Admin.create(config);
    try {
      while (true) {
        try {
          return createMissing(admin, topics);
        } catch (ExecutionException e) {
          waiting.say(
              () ->
                  log.warn(
                      "Waiting for Kafka at {}: {}",
                      settings.bootstrapServers(),
                      e.getCause().getMessage()));
          Thread.sleep(RETRY);
        }
      }
    } finally {
      // Whoever stops while Kafka is away must not wait for its answers.
      admin.close(Duration.ZERO);
    }
  }

  private Map<String, Integer> createMissing(Admin admin, List<Topic> topics)
      throws ExecutionException, InterruptedException {
    Set<String> names = admin.listTopics().names().get();
    Map<String, Integer> partitions = new HashMap<>();
    for (Topic topic : topics) {
      partitions.put(topic.name(), topic.partitions());
      if (!names.contains(topic.name())) {
        create(admin, topic);
      }
    }
    if (!names.containsAll(partitions.keySet())) {
      log.info("Created the topics that were missing");
    }
    List<String> existing = topics.stream().map(Topic::name).filter(names::contains).toList();
    Map<String, TopicDescription> found = admin.describeTopics(existing).allTopicNames().get();
    found.forEach(
        (name, description) -> {
          int actual = description.partitions().size();
          int wanted = partitions.put(name, actual);
          if (actual != wanted) {
            log.warn(
                "{} has {} partitions, the settings say {}; it is left as it is",
                name,
                actual,
                wanted);
          }
        });
    return partitions;
  }

  private void create(Admin admin, Topic topic) throws ExecutionException, InterruptedException {
    Optional<Short> replicas =
        Optional.of(settings.replicationFactor()).filter(factor -> factor > 0);
    NewTopic wanted =
        new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas)
            .configs(topic.config());
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      // Another service starts at the same time and was quicker.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
