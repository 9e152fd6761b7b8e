package dev.tocsin.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * The two written forms of an instant, and the one reader for both.
 *
 * <p>Instants are kept in microseconds. A written instant has six digits of them, or none when they
 * are zero; {@code 2025-05-09T13:28:42.611276+00:00} with an offset, {@code
 * 2025-05-09T13:28:42.658581} without.
 */
public final class InstantText {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  // ISO 8601 allows +01:00, +0100 and +01; java.time's own constant reads the first only.
  private static final DateTimeFormatter READER =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendValue(ChronoField.HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
          .optionalStart()
          .appendLiteral(':')
          .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .parseLenient()
          .appendOffset("+HH", "Z")
          .toFormatter(Locale.ROOT)
          // Otherwise the 30th of February would be read as the 28th.
          .withResolverStyle(ResolverStyle.STRICT);

  private InstantText() {}

  /** {@code 2025-05-09T13:28:42.611276+00:00}: how devices and users see a point in time. */
  public static String withOffset(Instant instant) {
    return withoutOffset(instant) + "+00:00";
  }

  /** {@code 2025-05-09T13:28:42.658581}: UTC, how an event says when it was created and updated. */
  public static String withoutOffset(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(toMicros(instant), ZoneOffset.UTC);
    return utc.format(utc.getNano() == 0 ? SECONDS : MICROS);
  }

  /**
   * Reads ISO 8601 with an offset or {@code Z}, in microseconds; empty where the text is anything
   * else or the instant lies outside the years 1 to 9999.
   */
  public static Optional<Instant> read(String text) {
    if (text.length() > 40) {
      return Optional.empty();
    }
    try {
      return inRange(OffsetDateTime.parse(text, READER).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The instant in microseconds; empty where it lies outside the years 1 to 9999. */
  public static Optional<Instant> inRange(Instant instant) {
    return instant.isBefore(EARLIEST) || instant.isAfter(END)
        ? Optional.empty()
        : Optional.of(toMicros(instant));
  }

  /** The instant with everything finer than a microsecond cut off. */
  public static Instant toMicros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
