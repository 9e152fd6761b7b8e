package dev.tocsin.mqtt;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the output is, by partition: which records were read, and up to where the broker has
 * confirmed all that they gave rise to.
 *
 * <p>Belongs to the thread that polls; only a {@link Delivery} is told from elsewhere that it is
 * done.
 */
final class Progress {
  private final Map<TopicPartition, Deque<Delivery>> deliveries = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> finished = new HashMap<>();

  /** A record whose messages are to be published. */
  static final class Delivery {
    private final ConsumerRecord<byte[], byte[]> record;
    private final AtomicInteger unfinished = new AtomicInteger(1);

    private Delivery(ConsumerRecord<byte[], byte[]> record) {
      this.record = record;
    }

    ConsumerRecord<byte[], byte[]> record() {
      return record;
    }

    TopicPartition partition() {
      return new TopicPartition(record.topic(), record.partition());
    }

    /** How many messages have to be finished. */
    void expect(int messages) {
      unfinished.set(messages);
    }

    /** One message is: whether it was the last. */
    boolean finishOne() {
      return unfinished.decrementAndGet() == 0;
    }

    private boolean isFinished() {
      return unfinished.get() <= 0;
    }
  }

  Delivery begin(ConsumerRecord<byte[], byte[]> record) {
    Delivery delivery = new Delivery(record);
    deliveries.computeIfAbsent(delivery.partition(), partition -> new ArrayDeque<>()).add(delivery);
    return delivery;
  }

  /**
   * The offsets up to which everything is finished, where they have moved since they were taken.
   */
  Map<TopicPartition, OffsetAndMetadata> takeFinished() {
    deliveries.forEach(
        (partition, queue) -> {
          Delivery last = null;
          while (!queue.isEmpty() && queue.peek().isFinished()) {
            last = queue.poll();
          }
          if (last != null) {
            finished.put(partition, new OffsetAndMetadata(last.record().offset() + 1));
          }
        });
    Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>(finished);
    finished.clear();
    return taken;
  }

  /** Forgets what is unfinished, and returns the records to begin with again. */
  Map<TopicPartition, Long> restart() {
    takeFinished().forEach(finished::put);
    Map<TopicPartition, Long> positions = new HashMap<>();
    deliveries.forEach(
        (partition, queue) -> {
          if (!queue.isEmpty()) {
            positions.put(partition, queue.peek().record().offset());
          }
        });
    deliveries.clear();
    return positions;
  }

  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(deliveries::remove);
    partitions.forEach(finished::remove);
  }
}
