package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  private static final TopicPartition PLACE = new TopicPartition("survivors", 0);

  @TempDir Path folder;

  @Test
  void afterARestartOnTheSameFolderCommittedRecordsAreThereAndAbortedOnesStayHidden()
      throws Exception {
    writeInTransactions(
        producer -> {
          producer.beginTransaction();
          producer.send(new ProducerRecord<>(PLACE.topic(), "aborted"));
          producer.flush();
          producer.abortTransaction();
          producer.beginTransaction();
          producer.send(new ProducerRecord<>(PLACE.topic(), "committed"));
          producer.commitTransaction();
        });

    // On other ports, as a user may set them: also the controller's is a new one each time.
    int otherPort = Port.anyFree();
    try (var kafka = EmbeddedKafka.start(otherPort, folder);
        var consumer =
            new KafkaConsumer<>(
                client(otherPort), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(PLACE));
      consumer.seekToBeginning(List.of(PLACE));
      assertThat(consumer.poll(Duration.ofSeconds(20)))
          .extracting(found -> found.value())
          .containsExactly("committed");
    }
  }

  @Test
  void afterAKillTheControllerStartsAloneBeforeTheBrokerServesTheGroupsThatHaveCommitted()
      throws Exception {
    int startsBefore =
        writeInTransactions(
            producer -> {
              producer.beginTransaction();
              producer.sendOffsetsToTransaction(
                  Map.of(PLACE, new OffsetAndMetadata(7)), new ConsumerGroupMetadata("readers"));
              producer.commitTransaction();
            });
    // By which Kafka knows that nobody has killed it.
    Files.delete(folder.resolve(".kafka_cleanshutdown"));

    int otherPort = Port.anyFree();
    try (var kafka = EmbeddedKafka.start(otherPort, folder);
        var admin = Admin.create(client(otherPort))) {
      assertThat(
              admin
                  .listConsumerGroupOffsets(
                      "readers", new ListConsumerGroupOffsetsOptions().requireStable(true))
                  .partitionsToOffsetAndMetadata()
                  .get())
          .containsExactly(entry(PLACE, new OffsetAndMetadata(7)));
      assertThat(starts(admin)).isEqualTo(startsBefore + 2);
    }
    try (var kafka = EmbeddedKafka.start(otherPort, folder);
        var admin = Admin.create(client(otherPort))) {
      assertThat(starts(admin)).as("after a stop in order").isEqualTo(startsBefore + 3);
    }
  }

  /** Into a broker that is then stopped in order; returns how often it had been started. */
  private int writeInTransactions(Consumer<Producer<String, String>> writing) throws Exception {
    int port = Port.anyFree();
    try (var kafka = EmbeddedKafka.start(port, folder);
        var admin = Admin.create(client(port));
        var producer =
            new KafkaProducer<>(client(port), new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic(PLACE.topic(), 1, (short) 1))).all().get();
      producer.initTransactions();
      writing.accept(producer);
      return starts(admin);
    }
  }

  /** The only controller there is elects itself each time that it starts. */
  private static int starts(Admin admin) throws Exception {
    return (int) admin.describeMetadataQuorum().quorumInfo().get().leaderEpoch();
  }

  private static Map<String, Object> client(int port) {
    return Map.of(
        "bootstrap.servers",
        "127.0.0.1:" + port,
        "transactional.id",
        "a-writer",
        "isolation.level",
        "read_committed");
  }
}
