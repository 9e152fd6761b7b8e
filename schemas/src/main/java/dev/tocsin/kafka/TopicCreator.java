package dev.tocsin.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.kafka.common.KafkaException;
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
  private static final Duration HEARSAY = Duration.ofMillis(50);

  private final KafkaSettings settings;
  private final OncePerMinute waiting;

  public TopicCreator(KafkaSettings settings, Clock clock) {
    this.settings = settings;
    this.waiting = new OncePerMinute(clock);
  }

  /**
   * Returns once every topic exists and the broker tells of it; waits for Kafka as long as it
   * takes, and says so once a minute.
   *
   * @return how many partitions each topic really has, by its name
   */
  public Map<String, Integer> create(List<Topic> topics) throws InterruptedException {
    while (true) {
      try {
        return createOnce(topics);
      } catch (ExecutionException e) {
        say(e.getCause().getMessage());
      } catch (KafkaException e) {
        // There is not even a client: a key store, say, is not there yet.
        say((e.getCause() == null ? e : e.getCause()).getMessage());
      }
      Thread.sleep(RETRY);
    }
  }

  private Map<String, Integer> createOnce(List<Topic> topics)
      throws ExecutionException, InterruptedException {
    Map<String, Object> config = settings.client();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    Admin admin = Admin.create(config);
    try {
      while (createMissing(admin, topics)) {
        // The controller has made them, but a broker hears of it a moment later, and what
        // subscribes to a topic that its broker does not know fails.
        Thread.sleep(HEARSAY);
      }
      return partitions(admin, topics);
    } finally {
      // Whoever stops while Kafka is away must not wait for its answers.
      admin.close(Duration.ZERO);
    }
  }

  private void say(String reason) {
    waiting.say(() -> log.warn("Waiting for Kafka at {}: {}", settings.bootstrapServers(), reason));
  }

  /** Whether any was missing. */
  private boolean createMissing(Admin admin, List<Topic> topics)
      throws ExecutionException, InterruptedException {
    Set<String> names = admin.listTopics().names().get();
    List<Topic> missing = topics.stream().filter(topic -> !names.contains(topic.name())).toList();
    boolean created = false;
    for (Topic topic : missing) {
      created |= create(admin, topic);
    }
    if (created) {
      log.info("Created the topics that were missing");
    }
    return !missing.isEmpty();
  }

  private static Map<String, Integer> partitions(Admin admin, List<Topic> topics)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> found =
        admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames().get();
    Map<String, Integer> partitions = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (Topic topic : topics) {
      int actual = found.get(topic.name()).partitions().size();
      partitions.put(topic.name(), actual);
      if (actual != topic.partitions()) {
        others.add("%s %d, not %d".formatted(topic.name(), actual, topic.partitions()));
      }
    }
    if (!others.isEmpty()) {
      log.warn(
          "Topics that exist keep their number of partitions, whatever the settings say: {}",
          String.join("; ", others));
    }
    return partitions;
  }

  /** Whether it was not there yet. */
  private boolean create(Admin admin, Topic topic) throws ExecutionException, InterruptedException {
    Optional<Short> replicas =
        Optional.of(settings.replicationFactor()).filter(factor -> factor > 0);
    NewTopic wanted =
        new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas)
            .configs(topic.config());
    try {
      admin.createTopics(List.of(wanted)).all().get();
      return true;
    } catch (ExecutionException e) {
      // Another service starts at the same time and was quicker.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      return false;
    }
  }
}
