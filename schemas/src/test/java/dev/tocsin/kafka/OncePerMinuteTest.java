package dev.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OncePerMinuteTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final AtomicInteger said = new AtomicInteger();
  private final OncePerMinute oncePerMinute = new OncePerMinute(clock());

  @Test
  void theFirstIsSaidAtOnceAndTheNextAfterAMinute() {
    sayAt(0);
    assertThat(said).hasValue(1);
    sayAt(59);
    assertThat(said).hasValue(1);
    sayAt(60);
    assertThat(said).hasValue(2);
  }

  @Test
  void whatIsSaidLaterTellsHowManyWereNot() {
    List<Integer> unsaid = new ArrayList<>();
    for (int second : List.of(0, 1, 59, 60, 61, 120, 180)) {
      now.set(Instant.ofEpochSecond(second));
      oncePerMinute.sayHowMany(unsaid::add);
    }
    assertThat(unsaid).containsExactly(0, 2, 1, 0);
  }

  private void sayAt(long second) {
    now.set(Instant.ofEpochSecond(second));
    oncePerMinute.say(said::incrementAndGet);
  }

  private Clock clock() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }
}
