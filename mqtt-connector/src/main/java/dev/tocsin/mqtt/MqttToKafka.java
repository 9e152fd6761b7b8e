package dev.tocsin.mqtt;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.mqtt.ConnectorMetrics.Dropped;
import dev.tocsin.mqtt.ConnectorMetrics.Received;
import dev.tocsin.time.InstantText;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries every message on an input topic to Kafka, and acknowledges it to the broker once Kafka
 * has it.
 *
 * <p>The network thread takes messages in, a thread of its own hands them to the producer, which
 * may block, and the producer's thread acknowledges. Where Kafka fails a message, the session is
 * ended and a new producer made: the broker then sends again what was unfinished, in order.
 */
final class MqttToKafka {
  private static final Logger log = LoggerFactory.getLogger(MqttToKafka.class);
  private static final Duration FLUSH = Duration.ofSeconds(3);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration STALL = Duration.ofSeconds(10);

  // Well below what a broker waits for a sign of life.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final String clientId;
  private final String root;
  private final InputMemory memory;
  private final InputRecords records;
  private final Serializer<MqttInput> serializer;
  private final ConnectorMetrics metrics;
  private final Clock clock;
  private final OncePerMinute failing;
  private final OncePerMinute odd;

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private volatile long lastProgress;
  private volatile boolean producerFailed;
  private volatile boolean stopping;
  private volatile boolean flushing;
  private Thread thread;

  MqttToKafka(
      ConnectorSettings settings,
      InputRecords records,
      Serializer<MqttInput> serializer,
      ConnectorMetrics metrics,
      Clock clock) {
    this.kafka = settings.kafka();
    this.clientId = settings.mqtt().clientId();
    this.root = settings.mqtt().root();
    this.memory = new InputMemory(Math.toIntExact(settings.mqtt().maxInFlightBytes().toBytes()));
    this.records = records;
    this.serializer = serializer;
    this.metrics = metrics;
    this.clock = clock;
    this.failing = new OncePerMinute(clock);
    this.odd = new OncePerMinute(clock);
    metrics.inFlight("input_bytes", memory::takenBytes);
  }

  void start() {
    thread = Thread.ofPlatform().name("tocsin-mqtt-to-kafka").start(this::run);
  }

  /**
   * Takes a message from the network thread. Where memory is used up, this holds the thread up for
   * a moment, so that it reads no more: nothing else slows a broker down.
   */
  void receive(InputMessage message) {
    if (stopping || !message.session().isOpen()) {
      return;
    }
    Arrival arrival =
        new Arrival(message, InstantText.toMicros(clock.instant()), System.nanoTime());
    if (memory.takenBytes() == 0) {
      lastProgress = clock.millis();
    }
    if (memory.take(arrival, message.lossy() ? Duration.ZERO : PATIENCE)) {
      arrivals.add(arrival);
    } else if (message.lossy()) {
      metrics.dropped(Dropped.OVERLOAD);
      message.acknowledge();
    } else {
      message.session().end("as much input as memory is given for waits for Kafka");
    }
  }

  /** Whether enough of what was received is in Kafka to receive more. */
  boolean hasRoom() {
    return memory.isHalfFree();
  }

  /** Whether Kafka has confirmed nothing for a while although something waits for it. */
  boolean isStalled() {
    return memory.takenBytes() > 0 && clock.millis() - lastProgress > STALL.toMillis();
  }

  /** Receives no more, and gives Kafka a moment to confirm what it was sent. */
  void stop() {
    stopping = true;
    try {
      if (thread != null && !thread.join(Duration.ofMillis(500)) && !flushing) {
        thread.interrupt();
      }
      if (thread != null) {
        thread.join(FLUSH.plusSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        forwardWithOneProducer();
      }
    } catch (InterruptException | InterruptedException e) {
      log.debug("Interrupted while stopping", e);
    }
  }

  private void forwardWithOneProducer() throws InterruptedException {
    producerFailed = false;
    Producer<String, MqttInput> producer = null;
    try {
      producer =
          new KafkaProducer<>(producerConfig(kafka, clientId), new StringSerializer(), serializer);
      forward(producer);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      failing.say(() -> log.warn("No producer for Kafka: {}", e.getMessage()));
      Thread.sleep(RETRY);
    } finally {
      close(producer);
    }
  }

  private void forward(Producer<String, MqttInput> producer) throws InterruptedException {
    while (!stopping && !producerFailed) {
      Arrival arrival = arrivals.poll(100, TimeUnit.MILLISECONDS);
      if (arrival == null) {
        continue;
      }
      if (arrival.message().willComeAgain()) {
        memory.giveBack(arrival);
      } else if (arrival.message().retained()) {
        finish(arrival, Received.RETAINED);
      } else {
        switch (InputTopic.parse(root, arrival.message().topic())) {
          case InputTopic.Answer answer -> finish(arrival, Received.OWN_ANSWER);
          case InputTopic.Address address ->
              send(producer, arrival, arrival.from(address), Received.FORWARDED);
          case InputTopic.Fault fault -> {
            String received = arrival.message().topic();
            odd.say(() -> log.warn("Not a topic of input, {}", fault.describe(received)));
            send(producer, arrival, arrival.from(fault), Received.TOPIC_FAULT);
          }
        }
      }
    }
  }

  private void send(
      Producer<String, MqttInput> producer, Arrival arrival, MqttInput input, Received outcome) {
    try {
      var unused =
          producer.send(
              records.of(input, arrival.message().request()),
              (metadata, failure) -> confirmed(arrival, outcome, failure));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      fail(arrival, e);
    }
  }

  private void confirmed(Arrival arrival, Received outcome, Exception failure) {
    if (failure == null) {
      metrics.toKafka().record(System.nanoTime() - arrival.nanos(), TimeUnit.NANOSECONDS);
      finish(arrival, outcome);
    } else {
      fail(arrival, failure);
    }
  }

  private void finish(Arrival arrival, Received outcome) {
    lastProgress = clock.millis();
    memory.giveBack(arrival);
    arrival.message().acknowledge();
    metrics.received(outcome);
  }

  private void fail(Arrival arrival, Exception failure) {
    if (failure instanceof RecordTooLargeException && arrival.withPayload()) {
      arrivals.add(arrival.withoutPayload());
      return;
    }
    memory.giveBack(arrival);
    if (failure instanceof RecordTooLargeException) {
      metrics.dropped(Dropped.KAFKA_REFUSED);
      arrival.message().acknowledge();
      return;
    }
    producerFailed = true;
    if (arrival.message().lossy()) {
      metrics.dropped(Dropped.KAFKA_FAILED);
    }
    if (!stopping) {
      failing.say(() -> log.warn("Kafka failed a message, trying again: {}", failure.getMessage()));
      arrival.message().session().end("Kafka failed a message");
    }
  }

  private void close(Producer<String, MqttInput> producer) {
    if (producer != null) {
      // An interrupted thread has waited for Kafka long enough already.
      boolean interrupted = Thread.interrupted();
      flushing = true;
      producer.close(stopping && !interrupted ? FLUSH : Duration.ZERO);
      flushing = false;
    }
  }

  private static Map<String, Object> producerConfig(KafkaSettings kafka, String clientId) {
    Map<String, Object> config = kafka.producer(clientId + "-input");
    // A request costs both sides, and all who read the topic, more than the messages in it. What is
    // decided is told with the next commit anyway, some five times as long from now.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    // The broker keeps the messages until they are acknowledged: there is no reason to give up.
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return config;
  }
}
