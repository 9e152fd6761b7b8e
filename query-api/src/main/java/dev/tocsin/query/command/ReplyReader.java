package dev.tocsin.query.command;

import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.query.TopicTail;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the answers to those commands that are ours, and drops what others await. */
final class ReplyReader implements TopicTail.Reader {
  private static final Logger log = LoggerFactory.getLogger(ReplyReader.class);

  private final String replyTo;
  private final Deserializer<CommandReply> deserializer;
  private final PendingCommands pending;
  private final OncePerMinute skipping;

  /**
   * @param replyTo what marks the answers that are ours
   */
  ReplyReader(
      String replyTo,
      Deserializer<CommandReply> deserializer,
      PendingCommands pending,
      Clock clock) {
    this.replyTo = replyTo;
    this.deserializer = deserializer;
    this.pending = pending;
    this.skipping = new OncePerMinute(clock);
  }

  @Override
  public void read(ConsumerRecords<String, byte[]> records) {
    records.forEach(this::read);
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    boolean ours = CommandHeaders.replyTo(record.headers()).filter(replyTo::equals).isPresent();
    if (!ours || record.value() == null) {
      return;
    }
    try {
      CommandReply reply = deserializer.deserialize(record.topic(), record.value());
      pending.find(reply.commandId()).ifPresent(command -> command.answer(reply.outcome()));
    } catch (SerializationException e) {
      skipping.sayHowMany(
          others ->
              log.warn(
                  "Skipped an answer that cannot be read at {}-{}, offset {}, after {} others: {}",
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  others,
                  e.getMessage()));
    }
  }
}
