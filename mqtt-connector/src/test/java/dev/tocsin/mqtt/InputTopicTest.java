package dev.tocsin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.registry.EntityType;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTopicTest {
  private static final String ROOT = "drivr/v1";
  private static final UUID EMS = UUID.fromString("792b6149-1daa-488f-b07a-f684503b0586");
  private static final String VALID = "drivr/v1/company-example/input/event/s/" + EMS + "/json";

  @Test
  void a_systems_json_topic_is_read() {
    assertThat(InputTopic.parse(ROOT, VALID))
        .isEqualTo(
            new InputTopic.Address("company-example", EntityType.SYSTEM, EMS, PayloadFormat.JSON));
  }

  @Test
  void a_components_msgpack_topic_is_read() {
    UUID meter = UUID.fromString("6d6eb245-599e-42c6-b1a6-009805655fbd");

    assertThat(InputTopic.parse(ROOT, "drivr/v1/acme/input/event/c/" + meter + "/msgpack"))
        .isEqualTo(
            new InputTopic.Address("acme", EntityType.COMPONENT, meter, PayloadFormat.MSGPACK));
  }

  @Test
  void the_root_is_whatever_the_settings_say() {
    assertThat(InputTopic.parse("plant", "plant/acme/input/event/s/" + EMS + "/json"))
        .isInstanceOf(InputTopic.Address.class);
    assertThat(InputTopic.parse("plant", VALID)).isInstanceOf(InputTopic.Fault.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drivr/v1/company-example/input/event/s/792b6149-1daa-488f-b07a-f684503b0586/json/error",
        "drivr/v1/company-example/input/event/x/error",
        "drivr/v1/company-example/input/event/error",
        "drivr/v1/company-example/input/event/s/792b6149/json/error/error"
      })
  void topics_of_answers_are_ours(String topic) {
    assertThat(InputTopic.parse(ROOT, topic)).isInstanceOf(InputTopic.Answer.class);
  }

  @ParameterizedTest
  @CsvSource({
    "drivr/v1/acme/input/event/x/792b6149-1daa-488f-b07a-f684503b0586/json, acme, s (system)",
    "drivr/v1/acme/input/event/S/792b6149-1daa-488f-b07a-f684503b0586/json, acme, s (system)",
    "drivr/v1/acme/input/event//792b6149-1daa-488f-b07a-f684503b0586/json, acme, s (system)",
    "drivr/v1/acme/input/event/s/792b6149/json, acme, UUID",
    "drivr/v1/acme/input/event/s//json, acme, UUID",
    "drivr/v1/acme/input/event/s/792b61491daa488fb07af684503b0586/json, acme, UUID",
    "drivr/v1/acme/input/event/s/0792b614-9daa-488f-b07a-f684503b058/json, acme, UUID",
    "drivr/v1/acme/input/event/s/{792b6149-1daa-488f-b07a-f684503b05}/json, acme, UUID",
    "drivr/v1/acme/input/event/s/792b6149-1daa-488f-b07a-f684503b0586/xml, acme, json or msgpack",
    "drivr/v1/acme/input/event/s/792b6149-1daa-488f-b07a-f684503b0586/JSON, acme, json or msgpack",
    "drivr/v1/acme/input/event/s/792b6149-1daa-488f-b07a-f684503b0586, acme, three levels",
    "drivr/v1/acme/input/event/s/792b6149-1daa-488f-b07a-f684503b0586/json/, acme, three levels",
    "drivr/v1/acme/input/event/s/a/b/json, acme, three levels",
    "drivr/v1/acme/input/event, acme, three levels",
    "drivr/v1/acme/output/event/s/a/json, acme, not below",
    "drivr/v1/acme, acme, not below",
    "drivr/v1//input/event/s/792b6149-1daa-488f-b07a-f684503b0586/json, , not below",
    "drivr/v1/, , not below",
    "drivr/v1, , not below",
    "drivr/v2/acme/input/event/s/792b6149-1daa-488f-b07a-f684503b0586/json, , not below",
  })
  void a_topic_that_does_not_fit_says_why(String topic, String slug, String reason) {
    assertThat(InputTopic.parse(ROOT, topic))
        .isInstanceOfSatisfying(
            InputTopic.Fault.class,
            fault -> {
              assertThat(fault.slug()).isEqualTo(slug);
              assertThat(fault.reason()).contains(reason).endsWith(".");
            });
  }

  @Test
  void a_fault_is_answered_in_msgpack_where_the_topic_ends_so_and_in_json_elsewhere() {
    assertThat(format("drivr/v1/acme/input/event/s/1/msgpack")).isEqualTo(PayloadFormat.MSGPACK);
    assertThat(format("drivr/v1/acme/input/event/s/1/json")).isEqualTo(PayloadFormat.JSON);
    assertThat(format("drivr/v1/acme/input/event/s/1/xml")).isEqualTo(PayloadFormat.JSON);
    assertThat(format("drivr/v1/acme/input/event/a/b/c/msgpack")).isEqualTo(PayloadFormat.MSGPACK);
  }

  @Test
  void a_fault_is_described_on_one_line_with_no_more_than_the_beginning_of_its_topic() {
    InputTopic.Fault fault = new InputTopic.Fault("acme", PayloadFormat.JSON, "It is odd.");

    assertThat(fault.describe("a/ü")).isEqualTo("a/ü: It is odd.");
    assertThat(fault.describe("a\r\nb\u001b[2J\u2028c\u202ed"))
        .isEqualTo("a??b?[2J?c?d: It is odd.");
    assertThat(fault.describe("x".repeat(127) + "😀"))
        .isEqualTo("x".repeat(127) + "?…: It is odd.");
    assertThat(fault.describe("x".repeat(60_000))).isEqualTo("x".repeat(128) + "…: It is odd.");
  }

  @Property
  void every_entity_of_every_domain_is_understood(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 40) String slug,
      @ForAll boolean system,
      @ForAll long most,
      @ForAll long least,
      @ForAll PayloadFormat format,
      @ForAll boolean upperCase) {
    UUID uuid = new UUID(most, least);
    String text = upperCase ? uuid.toString().toUpperCase(Locale.ROOT) : uuid.toString();
    String topic =
        ROOT + "/" + slug + "/input/event/" + (system ? "s/" : "c/") + text + "/" + format.level();

    assertThat(InputTopic.parse(ROOT, topic))
        .isEqualTo(
            new InputTopic.Address(
                slug, system ? EntityType.SYSTEM : EntityType.COMPONENT, uuid, format));
  }

  @Property
  void no_text_below_event_makes_it_stumble(@ForAll @StringLength(max = 80) String rest) {
    assertThat(InputTopic.parse(ROOT, "drivr/v1/acme/input/event/" + rest)).isNotNull();
  }

  @Property
  void a_topic_with_one_character_changed_never_names_the_same_entity(
      @ForAll @IntRange(min = 39, max = 74) int position, @ForAll char character) {
    String damaged = VALID.substring(0, position) + character + VALID.substring(position + 1);
    if (InputTopic.parse(ROOT, damaged) instanceof InputTopic.Address address
        && Character.toLowerCase(character) != VALID.charAt(position)) {
      assertThat(address.entityUuid()).isNotEqualTo(EMS);
    }
  }

  private static PayloadFormat format(String topic) {
    return ((InputTopic.Fault) InputTopic.parse(ROOT, topic)).format();
  }
}
