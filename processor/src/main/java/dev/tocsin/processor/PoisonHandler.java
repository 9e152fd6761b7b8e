package dev.tocsin.processor;

import dev.tocsin.kafka.OncePerMinute;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one bad record from stopping its partition: what cannot be read, and what a bug cannot
 * process, goes to the dead letters as it came, and its neighbours go on. Trouble with Kafka itself
 * is never a record's fault: that stops the thread, which starts again.
 */
final class PoisonHandler {
  /** The configuration key of the topic for dead letters. */
  static final String DEAD_LETTERS = "tocsin.dead.letters";

  /** The configuration key of the counters, a {@link ProcessorMetrics}. */
  static final String METRICS = "tocsin.metrics";

  /** The configuration key of what bounds the log, a {@link OncePerMinute}. */
  static final String LINES = "tocsin.poison.lines";

  private static final Logger log = LoggerFactory.getLogger(PoisonHandler.class);

  private String deadLetters;
  private ProcessorMetrics metrics;
  private OncePerMinute lines;

  private void configure(Map<String, ?> configs) {
    deadLetters = (String) configs.get(DEAD_LETTERS);
    metrics = (ProcessorMetrics) configs.get(METRICS);
    lines = (OncePerMinute) configs.get(LINES);
  }

  private List<ProducerRecord<byte[], byte[]>> bury(ErrorHandlerContext context, Exception cause) {
    lines.sayHowMany(
        others ->
            log.error(
                "Record {}-{}@{} goes to {}, after {} others: {}",
                context.topic(),
                context.partition(),
                context.offset(),
                deadLetters,
                others,
                cause.toString()));
    log.debug("The dead letter's cause", cause);
    metrics.poison(String.valueOf(context.topic()));
    return List.of(
        new ProducerRecord<>(
            deadLetters,
            null,
            context.sourceRawKey(),
            context.sourceRawValue(),
            context.headers()));
  }

  /** For records that cannot be read. */
  public static final class OnReading implements DeserializationExceptionHandler {
    private final PoisonHandler handler = new PoisonHandler();

    @Override
    public void configure(Map<String, ?> configs) {
      handler.configure(configs);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context,
        org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record,
        Exception cause) {
      // Being interrupted while waiting for the registry, say, is no fault of the record.
      return cause instanceof SerializationException
          ? Response.resume(handler.bury(context, cause))
          : Response.fail();
    }
  }

  /** For records that a bug cannot process. */
  public static final class OnProcessing implements ProcessingExceptionHandler {
    private final PoisonHandler handler = new PoisonHandler();

    @Override
    public void configure(Map<String, ?> configs) {
      handler.configure(configs);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context,
        org.apache.kafka.streams.processor.api.Record<?, ?> record,
        Exception cause) {
      return cause instanceof KafkaException && !(cause instanceof SerializationException)
          ? Response.fail()
          : Response.resume(handler.bury(context, cause));
    }
  }

  /** For results that no topic takes. */
  public static final class OnProducing implements ProductionExceptionHandler {
    private final PoisonHandler handler = new PoisonHandler();

    @Override
    public void configure(Map<String, ?> configs) {
      handler.configure(configs);
    }

    @Override
    public Response handleError(
        ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception cause) {
      return cause instanceof RecordTooLargeException
          ? Response.resume(handler.bury(context, cause))
          : Response.fail();
    }
  }
}
