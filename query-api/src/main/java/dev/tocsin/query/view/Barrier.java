package dev.tocsin.query.view;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Waits until the view shows what the topics hold. Thread-safe. */
public final class Barrier implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(1);

  /** Nearly every change is in the view by then, and nothing needs to be asked of Kafka. */
  private static final Duration USUAL = Duration.ofMillis(250);

  private final Database database;
  private final Admin admin;
  private final ViewSignal signal;
  private final VersionWatch versions;

  /**
   * @param admin closed together with this
   */
  public Barrier(Database database, Admin admin, ViewSignal signal) {
    this.database = database;
    this.admin = admin;
    this.signal = signal;
    this.versions = new VersionWatch(database, signal);
  }

  @Override
  public void close() {
    versions.close();
    admin.close(STOP);
  }

  /** Where the topics end now, counting what is committed. */
  public Map<TopicPartition, Long> ends(Collection<String> topics, Duration atMost)
      throws InterruptedException, TimeoutException {
    return ends(topics, IsolationLevel.READ_COMMITTED, atMost);
  }

  private Map<TopicPartition, Long> ends(
      Collection<String> topics, IsolationLevel isolation, Duration atMost)
      throws InterruptedException, TimeoutException {
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (TopicDescription topic :
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get(atMost.toMillis(), TimeUnit.MILLISECONDS)
              .values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    latest.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      return admin
          .listOffsets(latest, new ListOffsetsOptions(isolation))
          .all()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS)
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException e) {
      TimeoutException timeout = new TimeoutException("Kafka does not say where its topics end");
      timeout.initCause(e);
      throw timeout;
    }
  }

  /** Whether the view holds everything before these offsets. */
  public boolean hasReached(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, ProjectionOffsets.Place> places = ProjectionOffsets.read(database.reader());
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              ProjectionOffsets.Place place = places.get(end.getKey());
              return end.getValue() == 0 || (place != null && place.nextOffset() >= end.getValue());
            });
  }

  /** Waits until the view holds what the topics hold now; false if that takes too long. */
  public boolean await(Collection<String> topics, Duration atMost) throws InterruptedException {
    try {
      Map<TopicPartition, Long> ends = ends(topics, atMost);
      return await(() -> hasReached(ends), atMost);
    } catch (TimeoutException e) {
      return false;
    }
  }

  /**
   * Waits until the view has a wanted version of the object; false if that takes too long.
   *
   * @param wanted says of a version, counted from 1, or of 0 where the view has none
   */
  public boolean await(Kind<?> kind, UUID uuid, LongPredicate wanted, Duration atMost)
      throws InterruptedException {
    return versions.await(kind, uuid, wanted, atMost);
  }

  /**
   * Waits until the view has a wanted version of the object, or can no longer come to it by what
   * the topics hold now: somebody has deleted the object in the meantime, or made it again. False
   * if that takes too long.
   */
  public boolean awaitOrPass(
      Kind<?> kind, UUID uuid, LongPredicate wanted, Collection<String> topics, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    Duration slice = atMost.compareTo(USUAL) < 0 ? atMost : USUAL;
    if (versions.await(kind, uuid, wanted, slice)) {
      return true;
    }
    try {
      // A transaction is committed partition by partition: what an answer tells of is written by
      // now, but need not count as committed yet.
      Map<TopicPartition, Long> ends = ends(topics, IsolationLevel.READ_UNCOMMITTED, atMost);
      while (System.nanoTime() < deadline) {
        if (versions.await(kind, uuid, wanted, slice) || hasReached(ends)) {
          return true;
        }
      }
      return false;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private boolean await(BooleanSupplier so, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      long seen = signal.changes();
      if (so.getAsBoolean()) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
      signal.await(seen, ViewSignal.OTHER_PROCESS);
    }
  }
}
