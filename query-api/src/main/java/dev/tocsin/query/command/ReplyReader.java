package dev.tocsin.query.command;

import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the answers to commands. Every replica reads all partitions from where they end when it
 * starts, and drops what others await: no group, so no rebalance ever holds an answer back.
 *
 * <p>One thread runs it.
 */
final class ReplyReader implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ReplyReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final String topic;
  private final String replyTo;
  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Deserializer<CommandReply> reader;
  private final PendingCommands pending;
  private final OncePerMinute waiting;

  private volatile Consumer<String, byte[]> consumer;
  private volatile boolean ready;
  private volatile boolean closing;

  ReplyReader(
      String topic,
      String replyTo,
      Supplier<Consumer<String, byte[]>> consumers,
      Deserializer<CommandReply> reader,
      PendingCommands pending,
      Clock clock) {
    this.topic = topic;
    this.replyTo = replyTo;
    this.consumers = consumers;
    this.reader = reader;
    this.pending = pending;
    this.waiting = new OncePerMinute(clock);
  }

  /** Whether an answer that is written from now on will be read. */
  boolean isReady() {
    return ready;
  }

  @Override
  public void run() {
    while (!closing) {
      try (Consumer<String, byte[]> opened = consumers.get()) {
        consumer = opened;
        begin(opened);
        while (!closing) {
          opened.poll(POLL).forEach(this::read);
        }
      } catch (WakeupException | InterruptException e) {
        log.debug("Woken", e);
      } catch (KafkaException | IllegalStateException e) {
        waiting.say(() -> log.warn("Waiting for the answers to commands: {}", e.toString()));
        pause();
      } finally {
        ready = false;
      }
    }
  }

  void close() {
    closing = true;
    Consumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void begin(Consumer<String, byte[]> opened) {
    List<TopicPartition> partitions =
        opened.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    opened.assign(partitions);
    opened.endOffsets(partitions).forEach(opened::seek);
    ready = true;
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    boolean ours = CommandHeaders.replyTo(record.headers()).filter(replyTo::equals).isPresent();
    if (!ours || record.value() == null) {
      return;
    }
    try {
      CommandReply reply = reader.deserialize(record.topic(), record.value());
      pending.find(reply.commandId()).ifPresent(command -> command.answer(reply.outcome()));
    } catch (SerializationException e) {
      log.warn(
          "Skipped an answer that cannot be read at {}-{}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      closing = true;
      Thread.currentThread().interrupt();
    }
  }
}
