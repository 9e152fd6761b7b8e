package dev.tocsin.mqtt;

import dev.tocsin.mqtt.Publication.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What the connector counts and times, registered once: looking a meter up costs. */
final class ConnectorMetrics {

  /** What became of a received message. */
  enum Received {
    /** It is in Kafka, and its topic fits. */
    FORWARDED,
    /** It is in Kafka with what is wrong with its topic. */
    TOPIC_FAULT,
    /** An answer of ours, seen again. */
    OWN_ANSWER,
    /** Older than the subscription: it has been received before, or was never meant for us. */
    RETAINED
  }

  /** Why a message went no further. */
  enum Dropped {
    /** QoS 0, and more was under way than memory is given for. */
    OVERLOAD,
    /** QoS 0, and Kafka failed it. */
    KAFKA_FAILED,
    /** Kafka takes no record of its size. */
    KAFKA_REFUSED,
    /** The broker takes no such message. */
    BROKER_REFUSED,
    /** Its topic would be longer than MQTT allows. */
    TOPIC_TOO_LONG,
    /** A record that cannot be read. */
    POISON
  }

  /** What a sender asked for in vain. */
  enum Unanswered {
    /** A receipt on a topic that is not its domain's. */
    RESPONSE_TOPIC,
    /** Correlation data that is too long. */
    CORRELATION_DATA
  }

  private final MeterRegistry registry;
  private final Map<Received, Counter> received = new EnumMap<>(Received.class);
  private final Map<Dropped, Counter> dropped = new EnumMap<>(Dropped.class);
  private final Map<Unanswered, Counter> unanswered = new EnumMap<>(Unanswered.class);
  private final Map<Kind, Counter> published = new EnumMap<>(Kind.class);
  private final Timer toKafka;
  private final Timer toMqtt;

  ConnectorMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Received outcome : Received.values()) {
      received.put(outcome, counter("tocsin.connector.received", "outcome", outcome));
    }
    for (Dropped reason : Dropped.values()) {
      dropped.put(reason, counter("tocsin.connector.dropped", "reason", reason));
    }
    for (Unanswered what : Unanswered.values()) {
      unanswered.put(what, counter("tocsin.connector.unanswered", "what", what));
    }
    for (Kind kind : Kind.values()) {
      published.put(kind, counter("tocsin.connector.published", "kind", kind));
    }
    toKafka = timer("kafka", "From the arrival of an MQTT message to Kafka's confirmation");
    toMqtt = timer("mqtt", "From the publication of a record's messages to the broker's");
  }

  void received(Received outcome) {
    received.get(outcome).increment();
  }

  void dropped(Dropped reason) {
    dropped.get(reason).increment();
  }

  void unanswered(Unanswered what) {
    unanswered.get(what).increment();
  }

  void published(Kind kind) {
    published.get(kind).increment();
  }

  Timer toKafka() {
    return toKafka;
  }

  Timer toMqtt() {
    return toMqtt;
  }

  void inFlight(String what, Supplier<Number> value) {
    Gauge.builder("tocsin.connector.in.flight", value).tag("what", what).register(registry);
  }

  private Counter counter(String name, String tag, Enum<?> value) {
    return Counter.builder(name).tag(tag, value.name().toLowerCase(Locale.ROOT)).register(registry);
  }

  private Timer timer(String to, String description) {
    return Timer.builder("tocsin.connector.latency")
        .tag("to", to)
        .description(description)
        .register(registry);
  }
}
