package dev.tocsin.query.command;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import dev.tocsin.query.QuerySettings;
import dev.tocsin.query.TopicTail;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Runs what commands need: the producer, the reader of the answers, the gateway between them. */
public final class CommandService implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int LONGEST_BLOCK_MS = 2_000;

  private final Producer<String, byte[]> producer;
  private final TopicTail replies;
  private final CommandGateway gateway;

  public CommandService(
      KafkaSettings kafka,
      Topics topics,
      TocsinSerdes serdes,
      QuerySettings.Service settings,
      MeterRegistry metrics,
      Clock clock) {
    String replyTo = UUID.randomUUID().toString();
    PendingCommands pending = new PendingCommands(settings.maxPendingCommands());
    producer = producer(kafka, settings.commandTimeout());
    replies =
        new TopicTail(
            kafka,
            topics.commandReplies().name(),
            "tocsin-command-replies",
            new ReplyReader(replyTo, serdes.commandReplies().deserializer(), pending, clock),
            Duration.ZERO,
            clock);
    gateway =
        new CommandGateway(
            topics,
            serdes,
            producer,
            replyTo,
            pending,
            replies::isReady,
            settings.commandTimeout(),
            metrics);
  }

  public void start() {
    replies.start();
  }

  public CommandGateway gateway() {
    return gateway;
  }

  /** Whether commands are taken. */
  public boolean isReady() {
    return replies.isReady();
  }

  @Override
  public void close() {
    replies.close();
    producer.close(STOP);
  }

  private static Producer<String, byte[]> producer(KafkaSettings kafka, Duration timeout) {
    Map<String, Object> config = kafka.producer("tocsin-query-commands");
    // A user waits for each command: nothing is gained by waiting for more to send along.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis() / 2);
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }
}
