package dev.tocsin.benchmarks;

import dev.tocsin.event.PayloadFormat;
import java.time.Instant;

/** What one message of a device holds, and what else becomes of its event. */
enum Workload {
  SINGLE("single events, JSON", PayloadFormat.JSON, 1, 0, 1),
  BATCH_JSON("batches of 100, JSON", PayloadFormat.JSON, 100, 0, 1),
  BATCH_MSGPACK("batches of 100, MessagePack", PayloadFormat.MSGPACK, 100, 0, 1),
  ERRORS("single events, JSON, every tenth wrong", PayloadFormat.JSON, 1, 10, 1),
  /** Raising and ending count as one each. */
  ENDED("events that are raised, then ended, JSON", PayloadFormat.JSON, 1, 0, 2),
  /** An event counts once it is acknowledged, after it has ended. */
  ACKNOWLEDGED("events that are raised, ended and acknowledged, JSON", PayloadFormat.JSON, 1, 0, 2);

  private final String title;
  private final PayloadFormat format;
  private final int entries;
  private final int oneWrongIn;
  private final int messagesPerEvent;

  Workload(String title, PayloadFormat format, int entries, int oneWrongIn, int messagesPerEvent) {
    this.title = title;
    this.format = format;
    this.entries = entries;
    this.oneWrongIn = oneWrongIn;
    this.messagesPerEvent = messagesPerEvent;
  }

  String title() {
    return title;
  }

  PayloadFormat format() {
    return format;
  }

  int entries() {
    return entries;
  }

  /** How many messages in a row are about the same event: the second one ends it. */
  int messagesPerEvent() {
    return messagesPerEvent;
  }

  /**
   * The message with this number, whose entries begin at this time, a microsecond apart.
   *
   * @param previous the time of the message before it
   */
  byte[] payload(long number, Instant time, Instant previous) {
    if (messagesPerEvent == 2 && number % 2 == 1) {
      return Samples.ended(format, previous, time);
    }
    boolean wrong = oneWrongIn > 0 && number % oneWrongIn == 0;
    return entries == 1
        ? Samples.payload(format, time, wrong ? "no-such-model" : Samples.MODEL_CODE)
        : Samples.batch(format, time, entries);
  }
}
