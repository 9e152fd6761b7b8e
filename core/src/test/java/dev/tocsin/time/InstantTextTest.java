package dev.tocsin.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
  @Test
  void aTimeIsWrittenWithSixDigitsAndAnOffset() {
    assertThat(InstantText.withOffset(Instant.parse("2025-05-09T13:28:42.611276Z")))
        .isEqualTo("2025-05-09T13:28:42.611276+00:00");
  }

  @Test
  void zeroMicrosecondsAreNotWritten() {
    assertThat(InstantText.withOffset(Instant.parse("2025-05-07T10:02:00Z")))
        .isEqualTo("2025-05-07T10:02:00+00:00");
    assertThat(InstantText.withoutOffset(Instant.parse("2025-05-07T10:02:00Z")))
        .isEqualTo("2025-05-07T10:02:00");
  }

  @Test
  void sixDigitsAreWrittenWhereFewerWouldDo() {
    assertThat(InstantText.withoutOffset(Instant.parse("2025-05-09T13:28:42.5Z")))
        .isEqualTo("2025-05-09T13:28:42.500000");
  }

  @Test
  void whatIsFinerThanAMicrosecondIsCutOff() {
    assertThat(InstantText.withoutOffset(Instant.parse("2025-05-09T13:28:42.658581999Z")))
        .isEqualTo("2025-05-09T13:28:42.658581");
    assertThat(InstantText.withOffset(Instant.parse("2025-05-09T13:28:42.000000999Z")))
        .isEqualTo("2025-05-09T13:28:42+00:00");
  }

  @Test
  void aYearHasFourDigits() {
    assertThat(InstantText.withoutOffset(Instant.parse("0007-01-02T03:04:05Z")))
        .isEqualTo("0007-01-02T03:04:05");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-05-09T13:28:42.611276+00:00, 2025-05-09T13:28:42.611276Z",
    "2025-05-07T10:02:00Z,             2025-05-07T10:02:00Z",
    "2025-05-07t10:02:00z,             2025-05-07T10:02:00Z",
    "2025-05-07T10:02Z,                2025-05-07T10:02:00Z",
    "2025-05-07T10:02:00.1Z,           2025-05-07T10:02:00.100Z",
    "2025-05-07T10:02:00.123456789Z,   2025-05-07T10:02:00.123456Z",
    "2025-05-07T10:02:00+02:00,        2025-05-07T08:02:00Z",
    "2025-05-07T10:02:00+0230,         2025-05-07T07:32:00Z",
    "2025-05-07T10:02:00-05,           2025-05-07T15:02:00Z",
    "2024-02-29T00:00:00Z,             2024-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z,             0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z,      9999-12-31T23:59:59.999999Z"
  })
  void iso8601WithAnOffsetIsRead(String text, Instant instant) {
    assertThat(InstantText.read(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1746797322",
        "2025-05-07",
        "2025-05-07T10:02:00",
        "2025-05-07 10:02:00Z",
        "2025-05-07T10Z",
        "2025-05-07T10:02:00ZZ",
        "2025-05-07T10:02:00+01:00+0100",
        "2025-05-07T10:02:00+19:00",
        "2025-05-07T10:02:00.Z",
        "2025-05-07T10:02:60Z",
        "2025-05-07T25:02:00Z",
        "2025-02-30T10:02:00Z",
        "2023-02-29T10:02:00Z",
        "2025-13-01T10:02:00Z",
        "0000-12-31T23:59:59Z",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-05:00",
        "2025-05-07T10:02:00.1234567890000000000000000000Z"
      })
  void anythingElseIsNoInstant(String text) {
    assertThat(InstantText.read(text)).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Instant instant = Instant.parse("2025-05-09T13:28:42.000001Z");
    assertThat(InstantText.read(InstantText.withOffset(instant))).contains(instant);
  }

  @Test
  void anInstantOfFarAwayYearsIsOutOfRange() {
    assertThat(InstantText.inRange(Instant.MAX)).isEmpty();
    assertThat(InstantText.inRange(Instant.MIN)).isEmpty();
    assertThat(InstantText.inRange(Instant.EPOCH.plusNanos(1_999)))
        .contains(Instant.EPOCH.plusNanos(1_000));
  }
}
