package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.junit.jupiter.api.Test;

class KafkaNoiseFilterTest {
  private static final String BROKER = "kafka.server.ReplicaManager";
  private static final String CONTROLLER = "kafka.server.ControllerApis";
  private static final String PRODUCER = "org.apache.kafka.clients.producer.internals.Sender";
  private static final String STREAMS = "org.apache.kafka.streams.processor.internals.";
  private static final String TASKS = STREAMS + "TaskManager";
  private static final String STREAM_THREAD = STREAMS + "StreamThread";
  private static final String FAILED = "Get exceptions for the following tasks: ";
  private static final String CRASHED =
      "org.apache.kafka.streams.errors.TaskCorruptedException: Tasks [0_1] are corrupted";
  private static final String MADE_AGAIN =
      "are corrupted. Will close the task as dirty and re-create and bootstrap from scratch.";
  private static final String FIRST =
      "Invalid sequence number for producer 3. Expected sequence 0 for transactions v2 idempotent"
          + " producer with no existing state.";

  private static final String REGISTRATION =
      "Unexpected error handling request RequestHeader(apiKey=CONTROLLER_REGISTRATION)";
  private static final Exception NOT_YET =
      new NotControllerException("The active controller appears to be node 1.");

  private final KafkaNoiseFilter filter = new KafkaNoiseFilter();

  @Test
  void theBrokersFirstRefusalIsKeptOut() {
    assertThat(decide(BROKER, "Error", new OutOfOrderSequenceException(FIRST)))
        .isEqualTo(FilterReply.DENY);
  }

  @Test
  void theProducersWarningThatItSendsAgainIsKeptOut() {
    assertThat(decide(PRODUCER, "Got error, retrying. Error: OUT_OF_ORDER_SEQUENCE_NUMBER", null))
        .isEqualTo(FilterReply.DENY);
    assertThat(decide(PRODUCER, "Got error, retrying. Error: CONCURRENT_TRANSACTIONS", null))
        .isEqualTo(FilterReply.DENY);
    assertThat(decide(PRODUCER, "No attempts left. Error: CONCURRENT_TRANSACTIONS", null))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void aRegistrationThatIsEarlyIsKeptOut() {
    assertThat(decide(CONTROLLER, REGISTRATION, new CompletionException(NOT_YET)))
        .isEqualTo(FilterReply.DENY);
  }

  @Test
  void thatStateIsMadeAgainAfterACrashIsKeptOut() {
    assertThat(decide(STREAM_THREAD, "Detected the states of tasks [0_1] " + MADE_AGAIN, null))
        .isEqualTo(FilterReply.DENY);
    assertThat(decide(TASKS, FAILED + "{0_1=" + CRASHED + ", 0_2=" + CRASHED + "}", null))
        .isEqualTo(FilterReply.DENY);
  }

  @Test
  void aTaskThatFailsForAnotherReasonIsTold() {
    assertThat(decide(STREAM_THREAD, "Encountered an error", new IllegalStateException("a bug")))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(TASKS, FAILED + "{0_1=" + CRASHED + ", 0_2=java.lang.Exception: a}", null))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(TASKS, "No exception at all", null)).isEqualTo(FilterReply.NEUTRAL);
  }

  @Test
  void everythingElseIsTold() {
    assertThat(decide(CONTROLLER, REGISTRATION, new IllegalStateException("a bug")))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(CONTROLLER, "apiKey=CREATE_TOPICS", NOT_YET)).isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(BROKER, "Error", new OutOfOrderSequenceException("a gap")))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(BROKER, "Error", null)).isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide(PRODUCER, "Got error, retrying. Error: NOT_LEADER", null))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(decide("another", FIRST, new OutOfOrderSequenceException(FIRST)))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  private FilterReply decide(String logger, String message, Throwable failure) {
    Logger source = new LoggerContext().getLogger(logger);
    return filter.decide(
        new LoggingEvent("test", source, Level.ERROR, message, failure, new Object[0]));
  }
}
