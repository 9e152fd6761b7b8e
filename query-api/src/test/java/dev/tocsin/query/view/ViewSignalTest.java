package dev.tocsin.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ViewSignalTest {
  private static final Duration LONGER_THAN_THE_TEST = Duration.ofMinutes(5);

  private final ViewSignal signal = new ViewSignal();

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void a_rest_ends_once_somebody_waits_for_the_view_and_the_wait_once_it_changes()
      throws InterruptedException {
    long seen = signal.changes();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> await(seen));

    signal.awaitDemand(LONGER_THAN_THE_TEST);
    signal.change();

    waiting.join();
    assertThat(signal.changes()).isEqualTo(seen + 1);
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void a_rest_that_nobody_disturbs_comes_to_its_end() throws InterruptedException {
    signal.awaitDemand(Duration.ofMillis(1));

    assertThat(signal.changes()).isZero();
  }

  private void await(long seen) {
    try {
      signal.await(seen, LONGER_THAN_THE_TEST);
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }
}
