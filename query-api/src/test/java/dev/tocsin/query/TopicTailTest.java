package dev.tocsin.query;

import static org.awaitility.Awaitility.await;

import dev.tocsin.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TopicTailTest {
  private static final String TOPIC = "topic";

  /** Reads the first record only when it is told to. */
  private static final class SlowReader implements TopicTail.Reader {
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean hasMissed;

    @Override
    public void read(ConsumerRecords<String, byte[]> records) {
      if (!records.isEmpty()) {
        reading.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void missed() {
      hasMissed = true;
    }
  }

  @Test
  void its_reader_is_told_where_records_are_gone_before_it_came_to_them() throws Exception {
    try (LocalKafka broker = LocalKafka.start()) {
      KafkaSettings kafka =
          new KafkaSettings(
              broker.bootstrapServers(), "http://127.0.0.1:1", null, null, null, null);
      SlowReader reader = new SlowReader();
      try (Admin admin = Admin.create(kafka.client());
          KafkaProducer<String, byte[]> producer =
              new KafkaProducer<>(
                  kafka.producer("test"), new StringSerializer(), new ByteArraySerializer());
          TopicTail tail =
              new TopicTail(kafka, TOPIC, "tail", reader, Duration.ZERO, Clock.systemUTC())) {
        admin
            .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
            .all()
            .get();
        tail.start();
        await("the tail is ready").until(tail::isReady);
        write(producer, 1);
        reader.reading.await();
        // The next may be on their way to it already; the last is not.
        write(producer, 10);
        admin
            .deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(-1)))
            .all()
            .get();
        reader.goOn.countDown();

        await("the reader is told").until(() -> reader.hasMissed);
        await("the tail is ready again").until(tail::isReady);
      } finally {
        reader.goOn.countDown();
      }
    }
  }

  /** One after the other. */
  private static void write(KafkaProducer<String, byte[]> producer, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      producer.send(new ProducerRecord<>(TOPIC, "key", new byte[] {1})).get();
    }
  }
}
