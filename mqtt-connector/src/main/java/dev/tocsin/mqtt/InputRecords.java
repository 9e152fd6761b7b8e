package dev.tocsin.mqtt;

import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.kafka.message.RequestProperties;
import dev.tocsin.mqtt.ConnectorMetrics.Unanswered;
import java.time.Clock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records that inputs travel in, with as much of what their senders ask for as is granted. */
final class InputRecords {
  private static final Logger log = LoggerFactory.getLogger(InputRecords.class);

  /** Each event of a batch carries it. */
  private static final int LONGEST_CORRELATION_DATA = 1024;

  private static final int LONGEST_RESPONSE_TOPIC = 1024;

  private final String topic;
  private final ResponseTopics responseTopics;
  private final ConnectorMetrics metrics;
  private final OncePerMinute refusing;

  InputRecords(String topic, ResponseTopics responseTopics, ConnectorMetrics metrics, Clock clock) {
    this.topic = topic;
    this.responseTopics = responseTopics;
    this.metrics = metrics;
    this.refusing = new OncePerMinute(clock);
  }

  ProducerRecord<String, MqttInput> of(MqttInput input, RequestProperties asked) {
    var record = new ProducerRecord<>(topic, Arrival.key(input).toString(), input);
    if (!asked.equals(RequestProperties.NONE)) {
      granted(input, asked).writeTo(record.headers());
    }
    return record;
  }

  private RequestProperties granted(MqttInput input, RequestProperties asked) {
    RequestProperties granted = asked;
    if (asked
        .correlationData()
        .filter(data -> data.remaining() > LONGEST_CORRELATION_DATA)
        .isPresent()) {
      metrics.unanswered(Unanswered.CORRELATION_DATA);
      granted = granted.withoutCorrelationData();
    }
    String wanted = asked.responseTopic().orElse(null);
    if (wanted != null && !isAllowed(input.slug(), wanted)) {
      metrics.unanswered(Unanswered.RESPONSE_TOPIC);
      refusing.say(
          () ->
              log.warn(
                  "No receipt on {}: not for a message on {}",
                  InputTopic.quote(wanted),
                  InputTopic.quote(input.topic())));
      granted = granted.withoutResponseTopic();
    }
    return granted;
  }

  private boolean isAllowed(String slug, String wanted) {
    return slug != null
        && wanted.length() <= LONGEST_RESPONSE_TOPIC
        && responseTopics.allow(slug, wanted);
  }
}
