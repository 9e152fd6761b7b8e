package dev.tocsin.processor;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;

import dev.tocsin.event.Retention;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.TopicCreator;
import dev.tocsin.kafka.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the topology from the application's start to its end. The start does not wait for Kafka or
 * the registry: a thread does, runs the streams once both are there, and watches them.
 */
final class StreamsLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(StreamsLifecycle.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ProcessorSettings settings;
  private final Retention retention;
  private final ProcessorMetrics metrics;
  private final Clock clock;
  private final OncePerMinute poison;
  private final OncePerMinute failing;

  private Thread thread;
  private volatile KafkaStreams streams;
  private volatile boolean running;

  StreamsLifecycle(ProcessorSettings settings, ProcessorMetrics metrics, Clock clock) {
    this.settings = settings;
    this.retention = new Retention(settings.processor().retention());
    this.metrics = metrics;
    this.clock = clock;
    this.poison = new OncePerMinute(clock);
    this.failing = new OncePerMinute(clock);
  }

  @Override
  public void start() {
    running = true;
    if (!retention.isForever()) {
      log.info("Events that are over are deleted {} after their last change", retention.time());
    }
    thread = Thread.ofPlatform().name("processor-lifecycle").daemon().start(this::runStreams);
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
    try {
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    KafkaStreams current = streams;
    if (current != null) {
      close(current);
    }
  }

  /** With a name it stays in the group, where it is expected back; without, nobody waits for it. */
  private void close(KafkaStreams leaving) {
    boolean named = !settings.processor().instanceId().isEmpty();
    leaving.close(
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(named ? REMAIN_IN_GROUP : LEAVE_GROUP));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Whether every task of this instance has its state and takes records. */
  boolean isProcessing() {
    KafkaStreams current = streams;
    return current != null && current.state() == KafkaStreams.State.RUNNING;
  }

  /** The state in words, for the health page. */
  String state() {
    KafkaStreams current = streams;
    return current == null ? "WAITING" : current.state().name();
  }

  private void runStreams() {
    KafkaSettings kafka = settings.kafka();
    Topics topics = new Topics(kafka);
    TocsinSerdes serdes =
        new TocsinSerdes(topics, new SchemaRegistryClient(kafka.schemaRegistryUrl(), clock));
    int partitions;
    try {
      partitions = joinedPartitions(topics, new TopicCreator(kafka, clock).create(topics.all()));
      serdes.register();
    } catch (InterruptedException | InterruptException e) {
      return; // Stopped while waiting.
    }
    if (partitions == 0) {
      return;
    }
    try {
      startStreams(topics, serdes, partitions);
      watch();
    } catch (InterruptedException e) {
      log.debug("Stopped", e);
    }
  }

  private void watch() throws InterruptedException {
    StandstillWatch standstill = new StandstillWatch(clock);
    while (running) {
      standstill.look(streams.state()).ifPresent(log::warn);
      Thread.sleep(RETRY);
    }
  }

  /**
   * Waits for the state folder, whose disk may be full or whose last user not gone yet, and for
   * whatever else Kafka Streams needs.
   */
  private void startStreams(Topics topics, TocsinSerdes serdes, int partitions)
      throws InterruptedException {
    OncePerMinute waiting = new OncePerMinute(clock);
    while (running) {
      try {
        start(
            new TocsinTopology(topics, serdes).build(partitions, retention, metrics, clock),
            topics);
        return;
      } catch (StreamsException e) {
        waiting.say(
            () ->
                log.warn(
                    "Waiting for the state folder {}: {}",
                    settings.processor().stateDir(),
                    rootCause(e)));
      } catch (RuntimeException e) {
        waiting.say(() -> log.warn("Cannot process yet, trying again: {}", rootCause(e)));
      }
      Thread.sleep(RETRY);
    }
  }

  private void start(Topology topology, Topics topics) {
    KafkaStreams built =
        new KafkaStreams(topology, StreamsProperties.of(settings, topics, metrics, poison));
    built.setUncaughtExceptionHandler(this::startAgain);
    built.setStateListener((next, previous) -> log.debug("Streams: {} -> {}", previous, next));
    streams = built;
    try {
      // Opens the stores that are there already.
      built.start();
    } catch (RuntimeException e) {
      streams = null;
      built.close(CLOSE_TIMEOUT);
      throw e;
    }
    if (!running) {
      close(built);
    }
  }

  /** Runs on the thread that failed. */
  private StreamThreadExceptionResponse startAgain(Throwable failure) {
    failing.sayHowMany(
        others ->
            log.error(
                "A processing thread failed, after {} others, and starts again", others, failure));
    try {
      // What failed at once may do so again.
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static String rootCause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /**
   * The partitions of the topics that meet in a join, which must be as many in each; 0 where they
   * differ.
   */
  private static int joinedPartitions(Topics topics, Map<String, Integer> partitions) {
    Map<String, Integer> joined = new TreeMap<>();
    for (Topic topic :
        List.of(
            topics.mqttInput(),
            topics.eventCommands(),
            topics.entities(),
            topics.registryReplicas())) {
      joined.put(topic.name(), partitions.get(topic.name()));
    }
    if (Set.copyOf(joined.values()).size() > 1) {
      log.error("Not processing: these topics must have equally many partitions: {}", joined);
      return 0;
    }
    return joined.get(topics.mqttInput().name());
  }
}
