package dev.tocsin.benchmarks;

import dev.tocsin.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that feeds one topic and a consumer that counts, read committed, what comes out of
 * another. When a record was due to be sent travels in its trace header, which every hop keeps.
 */
final class KafkaLoad implements AutoCloseable {
  /** Records on their way: enough that nobody waits for work, too few to pile up. */
  private static final int WINDOW = 20_000;

  /** For what waited while nothing was sent. */
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private static final String TRACE_PARENT = "traceparent";
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Supplier<ProducerRecord<byte[], byte[]>> source;
  private final Semaphore window = new Semaphore(WINDOW);
  private final LongAdder arrived = new LongAdder();
  private final SingleWriterRecorder latencies = new SingleWriterRecorder(LONGEST_NANOS, 3);
  private final Thread reader;
  private volatile boolean open = true;

  /**
   * What came out.
   *
   * @param perSecond records a second
   * @param cpuMicros what this process, its broker and load included, spent on one; comparable
   *     where other processes take their share of the cores
   * @param streams what the stream threads alone used for all of them
   * @param count how many
   * @param latency in nanoseconds, from when a record was due to be sent
   */
  record Result(
      double perSecond, double cpuMicros, StreamThreads streams, long count, Histogram latency) {
    double millis(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1e6;
    }
  }

  KafkaLoad(KafkaSettings kafka, String output, Supplier<ProducerRecord<byte[], byte[]>> source) {
    this.source = source;
    Map<String, Object> sending = kafka.producer("load");
    sending.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
    Map<String, Object> reading = kafka.consumer("load");
    reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(output).stream()
            .map(partition -> new TopicPartition(output, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reader = Thread.ofPlatform().name("load-reader").start(this::read);
  }

  /**
   * Loads for a while, and measures but the first moment of it.
   *
   * @param perSecond records a second, or 0 for as many as go through
   */
  Result run(int perSecond, Duration measured) throws InterruptedException {
    sendUntil(System.nanoTime() + SETTLE.toNanos(), perSecond);
    latencies.reset();
    long before = arrived.sum();
    Duration cpuBefore = Flow.cpu();
    StreamThreads streamsBefore = StreamThreads.now();
    long begin = System.nanoTime();
    sendUntil(begin + measured.toNanos(), perSecond);
    double seconds = (System.nanoTime() - begin) / 1e9;
    StreamThreads streams = StreamThreads.now().since(streamsBefore);
    double cpuMicros = Flow.cpu().minus(cpuBefore).toNanos() / 1e3;
    long count = arrived.sum() - before;
    Result result =
        new Result(
            count / seconds, cpuMicros / count, streams, count, latencies.getIntervalHistogram());
    awaitArrivals();
    return result;
  }

  /** Sends so many, and returns once all have come out. */
  void send(long records) throws InterruptedException {
    for (long sent = 0; sent < records; sent++) {
      sendOne(System.nanoTime());
    }
    awaitArrivals();
  }

  private void awaitArrivals() throws InterruptedException {
    window.acquire(WINDOW);
    window.release(WINDOW);
  }

  private void sendUntil(long end, int perSecond) throws InterruptedException {
    long pause = perSecond == 0 ? 0 : 1_000_000_000L / perSecond;
    long due = System.nanoTime();
    while (due < end) {
      if (pause == 0) {
        due = System.nanoTime();
      } else {
        due += pause;
        long early = due - System.nanoTime();
        if (early > 0) {
          Thread.sleep(Duration.ofNanos(early));
        }
      }
      sendOne(due);
    }
  }

  private void sendOne(long due) throws InterruptedException {
    window.acquire();
    ProducerRecord<byte[], byte[]> record = source.get();
    record.headers().add(TRACE_PARENT, trace(due));
    producer.send(record);
  }

  private void read() {
    while (open) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        long nanos = System.nanoTime() - due(record.headers().lastHeader(TRACE_PARENT));
        latencies.recordValue(Math.min(nanos, LONGEST_NANOS));
        arrived.increment();
        window.release();
      }
    }
    consumer.close();
  }

  private static byte[] trace(long due) {
    HexFormat hex = HexFormat.of();
    String id = hex.toHexDigits(due);
    return ("00-0000000000000001" + id + "-" + id + "-01").getBytes(StandardCharsets.US_ASCII);
  }

  private static long due(Header trace) {
    String text = new String(trace.value(), StandardCharsets.US_ASCII);
    return HexFormat.fromHexDigitsToLong(text, 19, 35);
  }

  @Override
  public void close() throws InterruptedException {
    producer.close();
    open = false;
    reader.join();
  }
}
