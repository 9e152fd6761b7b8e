package dev.tocsin.query.view;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import dev.tocsin.kafka.OncePerMinute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
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

  /** Longer than a step takes that writes as much as it can at once. */
  private static final Duration STANDSTILL = Duration.ofMinutes(1);

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
  private final Positions positions;
  private final ChangeWriter writer;
  private final Progress progress;
  private final Clock clock;
  private final OncePerMinute waiting;

  private volatile Consumer<String, byte[]> consumer;
  private Instant nextHeartbeat = Instant.MIN;

  /** Whether something is to be written that could not be. */
  private boolean unwritten;

  private volatile Instant lastStep;
  private volatile boolean closing;

  /**
   * @param consumers makes the consumer of the group of a view, without automatic commits or resets
   */
  Projection(
      Database database,
      ChangeReader reader,
      Function<UUID, Consumer<String, byte[]>> consumers,
      ViewSignal signal,
      Positions positions,
      Progress progress,
      Clock clock) {
    this.database = database;
    this.reader = reader;
    this.consumers = consumers;
    this.signal = signal;
    this.positions = positions;
    this.progress = progress;
    this.clock = clock;
    this.waiting = new OncePerMinute(clock);
    this.writer = new ChangeWriter(database, positions, progress);
    this.lastStep = clock.instant();
  }

  /** Runs until {@link #close}. What breaks is tried again: there is no giving up. */
  @Override
  public void run() {
    while (!closing) {
      try {
        UUID view = ProjectionOffsets.identity(database.reader());
        positions.forgetAll();
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
      } catch (RuntimeException e) {
        waiting.say(() -> log.error("The projection starts again after what must be a bug", e));
        pause();
      }
    }
  }

  /** Whether it has lately read what there was, and written it. */
  boolean isGoingOn() {
    return clock.instant().isBefore(lastStep.plus(STANDSTILL));
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
        positions.rebuild(consumer, "the topics no longer have what comes next");
      } catch (Positions.FencedException e) {
        log.info("Another replica has moved on; going on from where it is");
        positions.place(consumer, consumer.assignment());
      } catch (DataAccessException e) {
        unwritten = true;
        waitForDatabase(e);
        positions.rewind(consumer);
      }
    }
  }

  /** Writes what has come, and returns how many records that was. */
  private int step() {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    Changes changes = new Changes();
    records.forEach(record -> reader.read(record, changes));
    boolean heartbeat = !clock.instant().isBefore(nextHeartbeat);
    Map<TopicPartition, Long> reached = positions.reached(consumer, heartbeat);
    if (!reached.isEmpty()) {
      writer.write(changes, reached);
      unwritten = false;
      signal.change();
    }
    if (heartbeat) {
      nextHeartbeat = clock.instant().plus(HEARTBEAT);
      Map<TopicPartition, Long> known = positions.known();
      progress.report(known, consumer.endOffsets(known.keySet()));
    }
    if (!unwritten) {
      lastStep = clock.instant();
    }
    return records.count();
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

  private final class Assignments implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      boolean placed = false;
      while (!placed && !closing) {
        try {
          positions.place(consumer, partitions);
          placed = true;
        } catch (Positions.FencedException e) {
          log.debug("Another replica began at the same time", e);
        } catch (DataAccessException e) {
          waitForDatabase(e);
        }
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      positions.forget(partitions);
      // It may be another's to write now; what is still ours fails again.
      unwritten = false;
    }
  }
}
