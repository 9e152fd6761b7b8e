package dev.tocsin.query.view;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Runs the projection, and knows whether the view has caught up since the start. */
public final class ProjectionService implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration ASK_KAFKA = Duration.ofSeconds(2);

  /** The most records of one transaction: enough to make it cheap, few enough to stay short. */
  private static final int BATCH = 2_000;

  private final KafkaSettings kafka;
  private final String instance;
  private final List<String> topics;
  private final Barrier barrier;
  private final Projection projection;
  private final Thread thread;

  private volatile Map<TopicPartition, Long> endsAtStart;
  private volatile boolean caughtUp;

  /**
   * @param instance names this replica among those of the view; empty is no name
   */
  public ProjectionService(
      KafkaSettings kafka,
      String instance,
      Topics topics,
      TocsinSerdes serdes,
      Database database,
      ViewSignal signal,
      Barrier barrier,
      MeterRegistry metrics,
      Clock clock) {
    this.kafka = kafka;
    this.instance = instance;
    this.barrier = barrier;
    ChangeReader reader = new ChangeReader(topics, serdes, metrics, clock);
    this.topics = reader.topics();
    this.projection =
        new Projection(
            database,
            reader,
            this::consumer,
            signal,
            new Positions(database, changesAreKept(topics.events()), clock),
            new Progress(metrics),
            clock);
    this.thread = new Thread(projection, "tocsin-projection");
  }

  public void start() {
    thread.start();
  }

  /** Whether the view holds everything that had happened when this was first asked. */
  public boolean hasCaughtUp() {
    if (!caughtUp) {
      try {
        if (endsAtStart == null) {
          endsAtStart = barrier.ends(topics, ASK_KAFKA);
        }
        caughtUp = barrier.hasReached(endsAtStart);
      } catch (TimeoutException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return caughtUp;
  }

  /** Whether the view goes on with what happens; not while nothing can be written to it. */
  public boolean isGoingOn() {
    return projection.isGoingOn();
  }

  @Override
  public void close() {
    projection.close();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Consumer<String, byte[]> consumer(UUID view) {
    Map<String, Object> config =
        kafka.groupConsumer(
            "tocsin-query-projection", kafka.topicPrefix() + "query." + view, instance);
    // Where to begin is decided by the database, never by the broker.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static Duration changesAreKept(Topic topic) {
    return Duration.ofMillis(
        Long.parseLong(topic.config().get(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG)));
  }
}
