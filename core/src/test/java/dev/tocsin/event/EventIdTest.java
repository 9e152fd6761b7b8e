package dev.tocsin.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {
  private static final UUID SYSTEM = UUID.fromString("792b6149-1daa-488f-b07a-f684503b0586");
  private static final UUID MODEL = UUID.fromString("c867ee9d-52f1-4819-9bfc-b64d6321a04b");
  private static final Instant TIME = Instant.parse("2025-05-09T13:28:42.611276Z");

  @Test
  void anEventIsNamedByItsEntityItsModelAndItsTime() {
    assertThat(EventId.of(SYSTEM, MODEL, TIME)).hasToString("3255e50e-fc52-5adf-b91c-1b6003511dc2");
  }

  @Test
  void anotherEntityModelOrMicrosecondIsAnotherEvent() {
    assertThat(
            new UUID[] {
              EventId.of(SYSTEM, MODEL, TIME),
              EventId.of(MODEL, SYSTEM, TIME),
              EventId.of(SYSTEM, SYSTEM, TIME),
              EventId.of(SYSTEM, MODEL, TIME.plusNanos(1_000))
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsFinerThanAMicrosecondMakesNoOtherEvent() {
    assertThat(EventId.of(SYSTEM, MODEL, TIME.plusNanos(999)))
        .isEqualTo(EventId.of(SYSTEM, MODEL, TIME));
  }
}
