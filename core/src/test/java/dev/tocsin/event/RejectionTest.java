package dev.tocsin.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RejectionTest {
  @Test
  void whatIsNotRefusedCountsAsImported() {
    Rejection rejection =
        Rejection.someInvalid(
            3, new TreeMap<>(Map.of(1, List.of(EntryError.noModelWithCode("en")))));
    assertThat(rejection.message()).isEqualTo("Some Events couldn't be imported/updated.");
    assertThat(rejection.total()).isEqualTo(3);
    assertThat(rejection.imported()).isEqualTo(2);
  }

  @Test
  void aMessageThatIsRefusedAsAWholeCountsNothing() {
    for (Rejection rejection :
        List.of(
            Rejection.payloadInvalid("The payload is not JSON."),
            Rejection.payloadTooLarge(1_048_576),
            Rejection.batchTooLarge(1_000),
            Rejection.topicInvalid("The topic names no entity."))) {
      assertThat(rejection.total()).isZero();
      assertThat(rejection.imported()).isZero();
      assertThat(rejection.errors()).isEmpty();
    }
  }

  @Test
  void aLimitIsNamedInTheMessage() {
    assertThat(Rejection.payloadTooLarge(1_048_576).message()).contains("1048576");
    assertThat(Rejection.batchTooLarge(1_000).message()).contains("1000");
  }

  @Test
  void aFormatIsTheLastLevelOfItsTopic() {
    for (PayloadFormat format : PayloadFormat.values()) {
      assertThat(PayloadFormat.ofLevel(format.level())).contains(format);
    }
    assertThat(PayloadFormat.ofLevel("xml")).isEmpty();
    assertThat(PayloadFormat.ofLevel("JSON")).isEmpty();
  }
}
