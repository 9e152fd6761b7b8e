package dev.tocsin.laboratory.scenario;

import java.time.Duration;

/**
 * How much of a scenario there is.
 *
 * @param kills how often a service is killed
 * @param brokerKills how often a broker is
 * @param backlog the messages that wait for a connector that is away
 * @param held how long a process is stopped
 * @param cut how long a link is cut
 * @param resets how often one is reset
 * @param shifts how often a worker comes and goes
 * @param shift how long it stays, and stays away
 * @param deluge the messages that are more than a processor's memory takes; none leaves that out
 * @param fuzz the mutated inputs
 * @param pause between one fault and the next, in messages, at most
 * @param perSecond the messages of all devices
 */
public record Scale(
    int kills,
    int brokerKills,
    int backlog,
    Duration held,
    Duration cut,
    int resets,
    int shifts,
    Duration shift,
    int deluge,
    int fuzz,
    int pause,
    int perSecond) {
  /** For {@code ./tocsin test}. */
  public static final Scale SHORT =
      new Scale(
          1,
          1,
          1_000,
          Duration.ofSeconds(5),
          Duration.ofSeconds(6),
          2,
          1,
          Duration.ofSeconds(4),
          0,
          3_000,
          20,
          40);

  /** For {@code ./tocsin torture}. */
  public static final Scale LONG =
      new Scale(
          20,
          5,
          10_000,
          Duration.ofSeconds(60),
          Duration.ofMinutes(3),
          20,
          6,
          Duration.ofSeconds(20),
          200_000,
          200_000,
          400,
          200);
}
