package dev.tocsin.event;

import static dev.tocsin.event.EventRulesTest.changed;
import static dev.tocsin.event.EventRulesTest.created;
import static dev.tocsin.event.Fleet.EMS;
import static dev.tocsin.event.Fleet.MALFUNCTION;
import static dev.tocsin.event.Fleet.NOW;
import static dev.tocsin.event.Fleet.OVERLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When an event's time is up. */
class RetentionTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant A_WEEK_LATER = NOW.plus(WEEK);
  private static final Retention KEPT_A_WEEK = new Retention(WEEK);

  private final Fleet fleet = new Fleet();

  @Test
  void aSinglePointEventGoesWhenItsTimeIsUpAndNotBefore() {
    Event event = created(fleet.fromEms(Map.of("eventModelCode", OVERLOAD.code())));
    assertThat(KEPT_A_WEEK.isUp(event, A_WEEK_LATER.minusNanos(1000))).isFalse();
    assertThat(KEPT_A_WEEK.isUp(event, A_WEEK_LATER)).isTrue();
  }

  @Test
  void aRangedEventGoesOnlyOnceItIsResolved() {
    Event open = created(fleet.fromMeter(malfunction(Map.of())));
    assertThat(KEPT_A_WEEK.isUp(open, NOW.plus(Duration.ofDays(3650)))).isFalse();

    Event resolved =
        changed(
            EventChangeType.RESOLVED,
            fleet.fromMeter(malfunction(Map.of("endTime", "2025-05-07T11:00:00Z"))));
    assertThat(KEPT_A_WEEK.isUp(resolved, A_WEEK_LATER)).isTrue();
  }

  @Test
  void whatADeviceSaysOfTimeDoesNotCount() {
    Event past = overloadAt("2015-05-09T00:00:00Z");
    Event future = overloadAt("2035-05-09T00:00:00Z");
    assertThat(KEPT_A_WEEK.isUp(past, A_WEEK_LATER.minusSeconds(1))).isFalse();
    assertThat(KEPT_A_WEEK.isUp(future, A_WEEK_LATER)).isTrue();
  }

  @Test
  void anyChangeLetsTheTimeBeginAnew() {
    Event event = overloadAt("2025-05-07T10:02:00Z");
    EventCommand.Acknowledge ack = new EventCommand.Acknowledge(event.uuid(), new UUID(5, 1));
    Event acknowledged = changed(EventChangeType.ACKNOWLEDGED, fleet.byUser(EMS, ack));
    assertThat(KEPT_A_WEEK.isUp(acknowledged, A_WEEK_LATER)).isFalse();
    assertThat(KEPT_A_WEEK.isUp(acknowledged, acknowledged.updatedAt().plus(WEEK))).isTrue();
  }

  @Test
  void aClockThatWasSetBackEndsNothingEarly() {
    Event event = overloadAt("2025-05-07T10:02:00Z");
    assertThat(KEPT_A_WEEK.isUp(event, NOW.minus(WEEK))).isFalse();
  }

  @Test
  void foreverIsNeverUp() {
    Event event = overloadAt("2025-05-07T10:02:00Z");
    assertThat(Retention.FOREVER.isUp(event, Instant.MAX)).isFalse();
    assertThat(Retention.FOREVER.isForever()).isTrue();
    assertThat(KEPT_A_WEEK.isForever()).isFalse();
  }

  private Event overloadAt(String time) {
    return created(fleet.fromEms(Map.of("eventModelCode", OVERLOAD.code(), "time", time)));
  }

  private static Map<String, Object> malfunction(Map<String, Object> more) {
    Map<String, Object> entry = new HashMap<>(more);
    entry.put("eventModelCode", MALFUNCTION.code());
    entry.put("time", "2025-05-07T10:02:00Z");
    return entry;
  }
}
