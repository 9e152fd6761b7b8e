package dev.tocsin.query.view;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import dev.tocsin.kafka.OncePerMinute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the view: reads the changes of events and registry objects, and writes them together with
 * its offsets in one transaction.
 *
 * <p>Replicas that share a database share the partitions through a consumer group that is named
 * after the view. The group only proposes who reads what; who writes is decided by the offsets in
 * the database, which change only from the value that the writer knows. A replica that finds
 * another value has been replaced in the meantime and starts again from there.
 *
 * <p>One thread runs it.
 */
public final class Projection implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Projection.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /**
   * What happens meanwhile is written in one transaction: a commit of the processor holds a few
   * events, and a transaction costs as much as dozens of them. Who waits for the view ends it.
   */
  private static final Duration REST = Duration.ofMillis(100);

  /** So many records at once mean that more are waiting. */
  private static final int MANY = 500;

  private final Database database;
  private final ChangeReader reader;
  private final Function<UUID, Consumer<String, byte[]>> consumers;
  private final ViewSignal signal;
  private final Duration longestAbsence;
  private final Clock clock;
  private final OncePerMinute waiting;
  private final Progress progress;

  /** What the database says about the partitions that are assigned to this replica. */
  private final Map<TopicPartition, Long> stored = new HashMap<>();

  private volatile Consumer<String, byte[]> consumer;
  private Instant nextHeartbeat = Instant.MIN;
  private volatile boolean closing;

  /**
   * @param consumers makes the consumer of the group of a view, without automatic commits or resets
   * @param longestAbsence how long deletions can be read after the fact; a view that was not kept
   *     for longer is made anew
   */
  Projection(
      Database database,
      ChangeReader reader,
      Function<UUID, Consumer<String, byte[]>> consumers,
      ViewSignal signal,
      Duration longestAbsence,
      Progress progress,
      Clock clock) {
    this.database = database;
    this.reader = reader;
    this.consumers = consumers;
    this.signal = signal;
    this.longestAbsence = longestAbsence;
    this.progress = progress;
    this.clock = clock;
    this.waiting = new OncePerMinute(clock);
  }

  /** Runs until {@link #close}. What breaks is tried again: there is no giving up. */
  @Override
  public void run() {
    while (!closing) {
      try {
        UUID view = ProjectionOffsets.identity(database.reader());
        stored.clear();
        consumer = consumers.apply(view);
        try {
          follow();
        } finally {
          // Said aloud: who has a name in the group would otherwise only be missed.
          consumer.close(CloseOptions.groupMembershipOperation(LEAVE_GROUP));
        }
      } catch (WakeupException | InterruptException e) {
        // Somebody closes us; the loop's condition knows.
        log.debug("Woken", e);
      } catch (DataAccessException e) {
        waitForDatabase(e);
      } catch (KafkaException | IllegalStateException e) {
        waiting.say(() -> log.warn("The projection starts again: {}", e.toString()));
        pause();
      }
    }
  }

  /** Ends {@link #run} soon. */
  public void close() {
    closing = true;
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void follow() {
    consumer.subscribe(reader.topics(), new Assignments());
    while (!closing) {
      try {
        int records = step();
        if (records > 0 && records < MANY) {
          rest();
        }
      } catch (OffsetOutOfRangeException e) {
        rebuild("the topics no longer have what comes next");
      } catch (FencedException e) {
        log.info("Another replica has moved on; going on from where it is");
        place(consumer.assignment());
      } catch (DataAccessException e) {
        waitForDatabase(e);
        stored.forEach(this::seekTo);
      }
    }
  }

  /** Writes what has come, and returns how many records that was. */
  private int step() {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    Changes changes = new Changes();
    records.forEach(record -> reader.read(record, changes));
    Map<TopicPartition, Long> reached = new HashMap<>();
    boolean heartbeat = !clock.instant().isBefore(nextHeartbeat);
    for (TopicPartition partition : stored.keySet()) {
      long position = consumer.position(partition);
      if (heartbeat || position != stored.get(partition)) {
        reached.put(partition, position);
      }
    }
    if (!reached.isEmpty()) {
      write(changes, reached);
    }
    if (heartbeat) {
      nextHeartbeat = clock.instant().plus(HEARTBEAT);
      progress.report(stored, consumer.endOffsets(stored.keySet()));
    }
    return records.count();
  }

  private void write(Changes changes, Map<TopicPartition, Long> reached) {
    Instant now = clock.instant();
    database
        .writer()
        .transaction(
            transaction -> {
              DSLContext sql = transaction.dsl();
              // First, so that a replica that was replaced waits here and writes nothing.
              reached.forEach(
                  (partition, to) -> {
                    if (!ProjectionOffsets.advance(
                        sql, partition, stored.get(partition), to, now)) {
                      throw new FencedException();
                    }
                  });
              new ViewWriter(sql).write(changes);
            });
    stored.putAll(reached);
    progress.wrote(changes);
    signal.change();
  }

  /** Goes on in these partitions from where the view is. */
  private void place(Collection<TopicPartition> partitions) {
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
            moved
                ? "the topics are others than those it was made from"
                : "it was away for too long to have seen every deletion");
        return;
      }
    }
    for (TopicPartition partition : partitions) {
      ProjectionOffsets.Place place = places.get(partition);
      long next = place == null ? beginnings.get(partition) : place.nextOffset();
      begin(partition, place != null, next);
    }
  }

  private void begin(TopicPartition partition, boolean known, long next) {
    if (!known
        && !ProjectionOffsets.advance(database.writer(), partition, null, next, clock.instant())) {
      throw new FencedException();
    }
    stored.put(partition, next);
    consumer.seek(partition, next);
  }

  private void rebuild(String reason) {
    log.warn("The read model is made anew from the topics: {}", reason);
    database.writer().transaction(transaction -> ViewWriter.clear(transaction.dsl()));
    Set<TopicPartition> partitions = consumer.assignment();
    consumer
        .beginningOffsets(partitions)
        .forEach((partition, next) -> begin(partition, false, next));
  }

  private void seekTo(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
  }

  private void waitForDatabase(DataAccessException e) {
    waiting.say(() -> log.warn("Waiting for the database of the read model: {}", cause(e)));
    pause();
  }

  private static String cause(DataAccessException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  private void rest() {
    try {
      signal.awaitDemand(REST);
    } catch (InterruptedException e) {
      interrupted();
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      interrupted();
    }
  }

  private void interrupted() {
    closing = true;
    Thread.currentThread().interrupt();
  }

  /** Another replica has written these partitions since this one last did. */
  private static final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final class Assignments implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      boolean placed = false;
      while (!placed && !closing) {
        try {
          place(partitions);
          placed = true;
        } catch (FencedException e) {
          log.debug("Another replica began at the same time", e);
        } catch (DataAccessException e) {
          waitForDatabase(e);
        }
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(stored::remove);
    }
  }
}
