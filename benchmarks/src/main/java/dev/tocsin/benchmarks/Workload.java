package dev.tocsin.benchmarks;

import dev.tocsin.event.PayloadFormat;
import java.time.Instant;

/** What one message of a device holds. */
enum Workload {
  SINGLE("single events, JSON", PayloadFormat.JSON, 1, 0),
  BATCH_JSON("batches of 100, JSON", PayloadFormat.JSON, 100, 0),
  BATCH_MSGPACK("batches of 100, MessagePack", PayloadFormat.MSGPACK, 100, 0),
  ERRORS("single events, JSON, every tenth wrong", PayloadFormat.JSON, 1, 10),
  ENDED("events that are raised, then ended, JSON", PayloadFormat.JSON, 1, 0) {
    @Override
    int messagesPerEvent() {
      return 2;
    }

    @Override
    byte[] payload(long number, Instant time, Instant previous) {
      return number % 2 == 0
          ? super.payload(number, time, previous)
          : Samples.ended(PayloadFormat.JSON, previous, time);
    }
  };

  private final String title;
  private final PayloadFormat format;
  private final int entries;
  private final int oneWrongIn;

  Workload(String title, PayloadFormat format, int entries, int oneWrongIn) {
    this.title = title;
    this.format = format;
    this.entries = entries;
    this.oneWrongIn = oneWrongIn;
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

  /** How many messages in a row are about the same event. */
  int messagesPerEvent() {
    return 1;
  }

  /**
   * The message with this number, whose entries begin at this time, a microsecond apart.
   *
   * @param previous the time of the message before it
   */
  byte[] payload(long number, Instant time, Instant previous) {
    boolean wrong = oneWrongIn > 0 && number % oneWrongIn == 0;
    return entries == 1
        ? Samples.payload(format, time, wrong ? "no-such-model" : Samples.MODEL_CODE)
        : Samples.batch(format, time, entries);
  }
}
