package dev.tocsin.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryReaderTest {
  private static final UUID UUID_1 = UUID.fromString("c867ee9d-52f1-4819-9bfc-b64d6321a04b");
  private static final String TIME = "2025-05-09T13:28:42.611276+00:00";
  private static final Instant INSTANT = Instant.parse("2025-05-09T13:28:42.611276Z");

  @Test
  void everyFieldIsRead() {
    Entry entry =
        EntryReader.read(
            Map.of(
                "uuid",
                UUID_1.toString(),
                "eventModelCode",
                "energy-overload-model",
                "eventModelUuid",
                UUID_1.toString(),
                "time",
                TIME,
                "endTime",
                "2025-05-09T15:28:43+02:00",
                "metadata",
                Map.of("room", "cellar")));
    assertThat(entry)
        .isEqualTo(
            new Entry(
                UUID_1,
                "energy-overload-model",
                UUID_1,
                INSTANT,
                Instant.parse("2025-05-09T13:28:43Z"),
                patch("room", new MetadataValue.Text("cellar")),
                FieldErrors.NONE));
  }

  @Test
  void aCodeAloneRaisesAnEvent() {
    assertThat(EntryReader.read(Map.of("eventModelCode", "en")))
        .isEqualTo(new Entry(null, "en", null, null, null, MetadataPatch.NONE, FieldErrors.NONE));
  }

  @Test
  void messagePacksOwnTimestampIsRead() {
    Entry entry = EntryReader.read(Map.of("eventModelCode", "en", "time", INSTANT.plusNanos(7)));
    assertThat(entry.time()).isEqualTo(INSTANT);
  }

  @Test
  void explicitNullsAreAsIfLeftOut() {
    Map<String, Object> fields = new HashMap<>();
    for (String field : List.of("uuid", "eventModelUuid", "time", "endTime", "metadata")) {
      fields.put(field, null);
    }
    fields.put("eventModelCode", "en");
    assertThat(EntryReader.read(fields))
        .isEqualTo(EntryReader.read(Map.of("eventModelCode", "en")));
  }

  @Test
  void anUnknownFieldIsNamedAndTheMissingModelIsNot() {
    assertThat(errors(Map.of("eventModel", "energy-overload-model", "time", TIME)))
        .containsExactly(entry("eventModel", List.of("Unknown field.")));
  }

  @Test
  void manyUnknownFieldsAreCountedRatherThanNamed() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      fields.put("field" + i, i);
    }
    assertThat(errors(fields))
        .hasSize(17)
        .containsEntry("field15", List.of("Unknown field."))
        .containsEntry("_schema", List.of("And 84 more unknown fields."));
  }

  @Test
  void aLongUnknownNameIsEchoedInPartAndStaysWholeText() {
    String name = "x".repeat(127) + "😀😀";
    assertThat(errors(Map.of(name, 1))).containsOnlyKeys("x".repeat(127) + "…");
  }

  @Test
  void withoutModelAndUuidTheCodeIsMissing() {
    assertThat(errors(Map.of()))
        .containsExactly(entry("eventModelCode", List.of("Missing data for required field.")));
  }

  @Test
  void aNullThatIsAllThatNamesTheModelMayNotBeNull() {
    assertThat(errors(Collections.singletonMap("eventModelCode", null)))
        .containsExactly(entry("eventModelCode", List.of("Field may not be null.")));
    assertThat(errors(Collections.singletonMap("eventModelUuid", null)))
        .containsExactly(entry("eventModelUuid", List.of("Field may not be null.")));
  }

  @Test
  void codeAndUuidOfAModelTogetherAreOneTooMany() {
    assertThat(errors(Map.of("eventModelCode", "en", "eventModelUuid", UUID_1.toString())))
        .containsExactly(
            entry(
                "_schema", List.of("Only one of eventModelCode and eventModelUuid may be given.")));
  }

  @Test
  void anUpdateNeedsNoModelAndMayNameItTwice() {
    String uuid = UUID_1.toString();
    assertThat(errors(Map.of("uuid", uuid))).isEmpty();
    assertThat(errors(Map.of("uuid", uuid, "eventModelCode", "en", "eventModelUuid", uuid)))
        .isEmpty();
  }

  @Test
  void everythingThatIsWrongIsListed() {
    assertThat(
            errors(
                Map.of("time", "yesterday", "endTime", 1, "metadata", "room", "eventModelCode", 7)))
        .containsOnly(
            entry("time", List.of("Not a valid datetime.")),
            entry("endTime", List.of("Not a valid datetime.")),
            entry("metadata", List.of("Not a valid mapping type.")),
            entry("eventModelCode", List.of("Not a valid string.")));
  }

  @Test
  void aMissingModelIsListedBesideAnUnreadableTime() {
    assertThat(errors(Map.of("time", "yesterday")))
        .containsOnly(
            entry("time", List.of("Not a valid datetime.")),
            entry("eventModelCode", List.of("Missing data for required field.")));
  }

  @Test
  void aMiswrittenUuidIsNotAMissingModelToo() {
    assertThat(errors(Map.of("uuid", "1-1-1-1-1")))
        .containsExactly(entry("uuid", List.of("Not a valid UUID.")));
    assertThat(errors(Map.of("eventModelUuid", 12)))
        .containsExactly(entry("eventModelUuid", List.of("Not a valid UUID.")));
  }

  @Test
  void aCodeWithNulOrHalfASurrogatePairIsNoString() {
    assertThat(errors(Map.of("eventModelCode", "a\u0000b")))
        .containsExactly(entry("eventModelCode", List.of("Not a valid string.")));
    assertThat(errors(Map.of("eventModelCode", "\ud83d")))
        .containsExactly(entry("eventModelCode", List.of("Not a valid string.")));
  }

  @Test
  void whatIsNoObjectIsNoEntry() {
    for (Object decoded : new Object[] {"text", 1, true, List.of(), null, new byte[0]}) {
      Entry entry = EntryReader.read(decoded);
      assertThat(entry.errors().texts())
          .containsExactly(entry("_schema", List.of("Invalid input type.")));
    }
  }

  @Test
  void metadataKeepsStringsNumbersBooleansAndNulls() {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("text", "ü😀");
    metadata.put("int", 1);
    metadata.put("long", Long.MIN_VALUE);
    metadata.put("big", BigInteger.valueOf(Long.MAX_VALUE));
    metadata.put("huge", BigInteger.TWO.pow(64));
    metadata.put("float", 0.5f);
    metadata.put("double", -0.25);
    metadata.put("decimal", new BigDecimal("1.5"));
    metadata.put("bool", true);
    metadata.put("gone", null);
    Entry entry = EntryReader.read(Map.of("eventModelCode", "en", "metadata", metadata));
    assertThat(entry.errors()).isEqualTo(FieldErrors.NONE);
    assertThat(entry.metadata().changes())
        .containsOnly(
            entry("text", Optional.of(new MetadataValue.Text("ü😀"))),
            entry("int", Optional.of(new MetadataValue.Whole(1))),
            entry("long", Optional.of(new MetadataValue.Whole(Long.MIN_VALUE))),
            entry("big", Optional.of(new MetadataValue.Whole(Long.MAX_VALUE))),
            entry("huge", Optional.of(new MetadataValue.Decimal(0x1p64))),
            entry("float", Optional.of(new MetadataValue.Decimal(0.5))),
            entry("double", Optional.of(new MetadataValue.Decimal(-0.25))),
            entry("decimal", Optional.of(new MetadataValue.Decimal(1.5))),
            entry("bool", Optional.of(new MetadataValue.Bool(true))),
            entry("gone", Optional.empty()));
  }

  @Test
  void metadataRefusesWhatIsNestedInfiniteBinaryOrUnclean() {
    for (Object value :
        new Object[] {
          Map.of(),
          List.of(1),
          Double.NaN,
          Float.POSITIVE_INFINITY,
          new BigDecimal("1e400"),
          new byte[] {1},
          "a\u0000",
          "\udc00",
          Instant.EPOCH
        }) {
      assertThat(errors(Map.of("eventModelCode", "en", "metadata", Map.of("room", value))))
          .as("%s", value)
          .containsExactly(
              entry(
                  "metadata",
                  List.of("The value of room is not a valid string, number, boolean or null.")));
    }
  }

  @Test
  void everyBadPairOfMetadataIsNamedAndManyAreCounted() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("good", 1);
    metadata.put("a\u0000", 1);
    metadata.put("b", List.of());
    metadata.put("c", List.of());
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("key" + i, List.of());
    }

    Entry entry = EntryReader.read(Map.of("eventModelCode", "en", "metadata", metadata));
    List<String> texts = errors(Map.of("eventModelCode", "en", "metadata", many)).get("metadata");

    assertThat(entry.errors().texts())
        .containsExactly(entry("metadata", List.of(bad("a\u0000"), bad("b"), bad("c"))));
    assertThat(entry.metadata()).isEqualTo(MetadataPatch.NONE);
    assertThat(texts).hasSize(17).contains(bad("key15")).endsWith("And 84 more bad values.");
  }

  private static String bad(String key) {
    return "The value of " + key + " is not a valid string, number, boolean or null.";
  }

  private static Map<String, List<String>> errors(Map<String, ?> fields) {
    return EntryReader.read(fields).errors().texts();
  }

  private static MetadataPatch patch(String key, MetadataValue value) {
    return new MetadataPatch(Map.of(key, Optional.of(value)));
  }
}
