package dev.tocsin.laboratory.load;

import java.time.Instant;

/** A mutation of an operator, and how it was answered. */
public final class Command {
  /** What an operator does to an event. */
  public enum Kind {
    CREATE,
    UPDATE,
    ACKNOWLEDGE,
    DELETE
  }

  /** What the operator knows of the command. */
  public enum Outcome {
    /** No answer, or that the outcome is unknown: it may have its effect. */
    UNKNOWN,
    DONE,
    /** Not taken: it must have no effect. */
    UNAVAILABLE,
    /** Refused, which no command of the laboratory's may be. */
    REFUSED
  }

  private final Kind kind;
  private final String event;
  private final int number;
  private final Instant endTime;
  private volatile Outcome outcome = Outcome.UNKNOWN;
  private volatile String answer = "none";

  Command(Kind kind, String event, int number, Instant endTime) {
    this.kind = kind;
    this.event = event;
    this.number = number;
    this.endTime = endTime;
  }

  void answered(Outcome how, String text) {
    outcome = how;
    answer = text;
  }

  /** The metadata key that the command leaves behind where it writes metadata. */
  static String marker(int number) {
    return "c" + number;
  }

  public Kind kind() {
    return kind;
  }

  public String event() {
    return event;
  }

  public int number() {
    return number;
  }

  /** What an update ends the event with; null where it does not. */
  public Instant endTime() {
    return endTime;
  }

  public Outcome outcome() {
    return outcome;
  }

  @Override
  public String toString() {
    return "command %d, %s of %s: %s, answer %s".formatted(number, kind, event, outcome, answer);
  }
}
