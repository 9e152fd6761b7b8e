package dev.tocsin.query.live;

import dev.tocsin.event.EventChange;
import dev.tocsin.query.TopicTail;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on every change of every event, whichever replica projects it. */
public final class LiveReader implements TopicTail.Reader {
  private static final Logger log = LoggerFactory.getLogger(LiveReader.class);

  private final Deserializer<EventChange> deserializer;
  private final LiveEvents events;

  public LiveReader(Deserializer<EventChange> deserializer, LiveEvents events) {
    this.deserializer = deserializer;
    this.events = events;
  }

  @Override
  public void read(ConsumerRecords<String, byte[]> records) {
    if (!events.isWatched()) {
      return;
    }
    List<EventChange> changes = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (record.value() != null) {
        try {
          changes.add(deserializer.deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
          // The projection counts it and says so; nobody watches for what cannot be read.
          log.debug("Skipped what cannot be read", e);
        }
      }
    }
    events.publish(changes);
  }

  @Override
  public void began() {
    events.open();
  }

  @Override
  public void missed() {
    events.breakOff();
  }
}
