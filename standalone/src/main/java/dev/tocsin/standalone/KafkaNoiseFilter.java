package dev.tocsin.standalone;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * Keeps four harmless things out of the log. Three depend on who is faster: a transactional
 * producer's first requests to a partition may overtake each other; the broker refuses the later
 * one with an ERROR, the producer warns and sends it again. Its next transaction may begin while
 * the broker still ends the one before; it warns for each partition and sends again. And a broker
 * that starts may register itself before its own controller is the active one; it tries again. The
 * fourth is that after a crash the state is made again from Kafka, as exactly-once wants it. Every
 * other trouble of the kind is still told.
 */
public final class KafkaNoiseFilter extends Filter<ILoggingEvent> {
  private static final String BROKER = "kafka.server.ReplicaManager";
  private static final String CONTROLLER = "kafka.server.ControllerApis";
  private static final String PRODUCER = "org.apache.kafka.clients.producer.internals.Sender";

  private static final String STREAMS = "org.apache.kafka.streams.processor.internals.";
  private static final String TASKS = STREAMS + "TaskManager";
  private static final String STREAM_THREAD = STREAMS + "StreamThread";
  private static final String STATE_OF_A_CRASH = "TaskCorruptedException";

  private static final List<String> SENT_AGAIN =
      List.of("OUT_OF_ORDER_SEQUENCE_NUMBER", "CONCURRENT_TRANSACTIONS");

  @Override
  public FilterReply decide(ILoggingEvent event) {
    boolean harmless =
        switch (event.getLoggerName()) {
          case BROKER -> isFirstSequence(event.getThrowableProxy());
          case CONTROLLER ->
              event.getFormattedMessage().contains("CONTROLLER_REGISTRATION")
                  && isNotController(event.getThrowableProxy());
          case PRODUCER ->
              event.getFormattedMessage().contains("retrying")
                  && SENT_AGAIN.stream().anyMatch(event.getFormattedMessage()::endsWith);
          case TASKS -> isOfACrash(event.getFormattedMessage());
          case STREAM_THREAD ->
              event.getFormattedMessage().contains("are corrupted. Will close the task as dirty");
          default -> false;
        };
    return harmless ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean isNotController(IThrowableProxy failure) {
    return failure != null
        && (failure.getClassName().endsWith(".NotControllerException")
            || isNotController(failure.getCause()));
  }

  /** Whether each of the tasks that the line lists failed for that reason. */
  private static boolean isOfACrash(String line) {
    return line.contains(STATE_OF_A_CRASH)
        && !line.replace(STATE_OF_A_CRASH, "").contains("Exception");
  }

  private static boolean isFirstSequence(IThrowableProxy failure) {
    return failure != null
        && failure.getClassName().endsWith(".OutOfOrderSequenceException")
        && failure.getMessage() != null
        && failure.getMessage().contains("with no existing state");
  }
}
