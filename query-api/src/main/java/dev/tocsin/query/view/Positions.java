package dev.tocsin.query.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the view is in the partitions of this replica. It moves on only from the offset that this
 * replica knows: so of two that both take a partition for theirs one writes, and the other learns
 * of it.
 *
 * <p>Belongs to the thread that keeps the view.
 */
final class Positions {
  private static final Logger log = LoggerFactory.getLogger(Positions.class);

  private final Database database;
  private final Duration longestAbsence;
  private final Clock clock;

  /** What the database says, as far as this replica knows. */
  private final Map<TopicPartition, Long> known = new HashMap<>();

  /** Another replica has moved a partition since this one last did. */
  static final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * @param longestAbsence how long every change can be read after the fact; a view that was not
   *     kept for longer is made anew
   */
  Positions(Database database, Duration longestAbsence, Clock clock) {
    this.database = database;
    this.longestAbsence = longestAbsence;
    this.clock = clock;
  }

  Map<TopicPartition, Long> known() {
    return known;
  }

  /** Where the consumer is in each partition; all of them, or those where it has moved. */
  Map<TopicPartition, Long> reached(Consumer<?, ?> consumer, boolean all) {
    Map<TopicPartition, Long> reached = new HashMap<>();
    known.forEach(
        (partition, from) -> {
          long to = consumer.position(partition);
          if (all || to != from) {
            reached.put(partition, to);
          }
        });
    return reached;
  }

  /**
   * Moves the view on, within the caller's transaction.
   *
   * @throws FencedException where another replica has
   */
  void advance(DSLContext sql, Map<TopicPartition, Long> reached) {
    Instant now = clock.instant();
    reached.forEach((partition, to) -> advance(sql, partition, known.get(partition), to, now));
  }

  /** That transaction is committed. */
  void advanced(Map<TopicPartition, Long> reached) {
    known.putAll(reached);
  }

  /** Lets the consumer read again what is not in the view. */
  void rewind(Consumer<?, ?> consumer) {
    known.forEach((partition, next) -> consumer.seek(partition, next.longValue()));
  }

  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(known::remove);
  }

  void forgetAll() {
    known.clear();
  }

  /**
   * Goes on in these partitions from where the view is.
   *
   * @throws FencedException where another replica began one at the same time
   */
  void place(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, ProjectionOffsets.Place> places = ProjectionOffsets.read(database.reader());
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Instant tooLongAgo = clock.instant().minus(longestAbsence);
    for (TopicPartition partition : partitions) {
      ProjectionOffsets.Place place = places.get(partition);
      if (place == null) {
        continue;
      }
      boolean moved =
          place.nextOffset() < beginnings.get(partition)
              || place.nextOffset() > ends.get(partition);
      boolean missed =
          place.nextOffset() < ends.get(partition) && place.seenAt().isBefore(tooLongAgo);
      if (moved || missed) {
        rebuild(
            consumer,
            moved
                ? "the topics are others than those it was made from"
                : "it was away for too long to have seen every change");
        return;
      }
    }
    for (TopicPartition partition : partitions) {
      ProjectionOffsets.Place place = places.get(partition);
      if (place == null) {
        begin(consumer, partition, beginnings.get(partition));
      } else {
        goOn(consumer, partition, place.nextOffset());
      }
    }
  }

  /** Empties the view, and begins with what the topics still have. */
  void rebuild(Consumer<?, ?> consumer, String reason) {
    log.warn("The read model is made anew from the topics: {}", reason);
    database.writer().transaction(transaction -> ViewWriter.clear(transaction.dsl()));
    Set<TopicPartition> partitions = consumer.assignment();
    consumer
        .beginningOffsets(partitions)
        .forEach((partition, first) -> begin(consumer, partition, first));
  }

  private void begin(Consumer<?, ?> consumer, TopicPartition partition, long first) {
    advance(database.writer(), partition, null, first, clock.instant());
    goOn(consumer, partition, first);
  }

  private void goOn(Consumer<?, ?> consumer, TopicPartition partition, long next) {
    known.put(partition, next);
    consumer.seek(partition, next);
  }

  private static void advance(
      DSLContext sql, TopicPartition partition, Long from, long to, Instant now) {
    if (!ProjectionOffsets.advance(sql, partition, from, to, now)) {
      throw new FencedException();
    }
  }
}
