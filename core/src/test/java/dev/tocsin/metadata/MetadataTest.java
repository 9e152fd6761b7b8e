package dev.tocsin.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.metadata.MetadataValue.Text;
import dev.tocsin.metadata.MetadataValue.Whole;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private static final Metadata ROOM =
      Metadata.of(Map.of("room", new Text("cellar"), "floor", new Whole(-1)));

  @Test
  void aPatchSetsAndRemovesItsKeysAndLeavesTheOthers() {
    Metadata patched =
        ROOM.with(
            new MetadataPatch(
                Map.of("floor", Optional.empty(), "door", Optional.of(new Text("east")))));
    assertThat(patched.values())
        .containsExactly(
            Map.entry("door", new Text("east")), Map.entry("room", new Text("cellar")));
  }

  @Test
  void aPatchThatChangesNothingLeavesTheSameObject() {
    assertThat(ROOM.with(MetadataPatch.NONE)).isSameAs(ROOM);
    assertThat(ROOM.with(new MetadataPatch(Map.of("room", Optional.of(new Text("cellar"))))))
        .isSameAs(ROOM);
    assertThat(ROOM.with(new MetadataPatch(Map.of("window", Optional.empty())))).isSameAs(ROOM);
  }

  @Test
  void theSameNumberOfAnotherKindIsAChange() {
    assertThat(
            ROOM.with(
                new MetadataPatch(Map.of("floor", Optional.of(new MetadataValue.Decimal(-1))))))
        .isNotEqualTo(ROOM);
  }

  @Test
  void keysStandInTheirOrder() {
    assertThat(ROOM.values().keySet()).containsExactly("floor", "room");
  }

  @Test
  void itsWeightIsThatOfItsKeysAndTextsInUtf8() {
    int most = Metadata.MAX_BYTES;
    assertThat(text("k", "x".repeat(most - 1)).isTooLarge()).isFalse();
    assertThat(text("k", "x".repeat(most)).isTooLarge()).isTrue();
    assertThat(text("k", "€".repeat(most / 3 + 1)).isTooLarge()).isTrue();
    assertThat(Metadata.of(Map.of("x".repeat(most - 7), new Whole(1))).isTooLarge()).isTrue();
  }

  @Test
  void aDecimalIsFinite() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MetadataValue.Decimal(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MetadataValue.Decimal(Double.NEGATIVE_INFINITY));
  }

  private static Metadata text(String key, String value) {
    return Metadata.of(Map.of(key, new Text(value)));
  }
}
