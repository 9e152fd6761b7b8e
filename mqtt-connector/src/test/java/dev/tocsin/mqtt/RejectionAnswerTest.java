package dev.tocsin.mqtt;

import static dev.tocsin.mqtt.Examples.UNKNOWN_FIELD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.event.EntryError;
import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.FieldErrors;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.msgpack.jackson.dataformat.MessagePackFactory;

class RejectionAnswerTest {
  private static final String TOPIC =
      "drivr/v1/company-example/input/event/s/792b6149-1daa-488f-b07a-f684503b0586/";

  private static final EntryError NO_MODEL =
      new EntryError(
          ErrorCode.EVENT_MODEL_DOES_NOT_EXIST,
          "An event model with the code en does not exist",
          FieldErrors.NONE);

  private final Publications publications = new Publications("drivr/v1", false);

  @Test
  void an_unknown_field_is_answered_as_the_guide_shows() {
    Publication answer = answer(someInvalid(1, Map.of(0, List.of(UNKNOWN_FIELD))));

    assertThat(answer.topic()).isEqualTo(TOPIC + "json/error");
    assertThat(answer.retained()).isFalse();
    assertThat(answer.payload())
        .asString(UTF_8)
        .isEqualTo(
            "{\"code\":\"SOME_DATA_INVALID\","
                + "\"message\":\"Some Events couldn't be imported/updated.\","
                + "\"stats\":{\"total\":1,\"errors\":1,\"imported\":0},"
                + "\"errors\":{\"0\":[{\"code\":\"validation_error\","
                + "\"message\":{\"eventModel\":[\"Unknown field.\"]}}]}}");
  }

  @Test
  void an_unknown_model_is_answered_as_the_guide_shows() {
    assertThat(answer(someInvalid(1, Map.of(0, List.of(NO_MODEL)))).payload())
        .asString(UTF_8)
        .endsWith(
            "\"errors\":{\"0\":[{\"code\":\"event_model_does_not_exist\","
                + "\"message\":\"An event model with the code en does not exist\"}]}}");
  }

  @Test
  void a_batch_lists_its_bad_entries_by_index_with_all_that_is_wrong() {
    EntryError several =
        new EntryError(
            ErrorCode.VALIDATION_ERROR,
            null,
            FieldErrors.of("time", "Not a valid datetime.")
                .and("_schema", "a")
                .and("_schema", "b"));

    assertThat(
            answer(
                    someInvalid(
                        12, Map.of(2, List.of(several), 11, List.of(NO_MODEL, UNKNOWN_FIELD))))
                .payload())
        .asString(UTF_8)
        .endsWith(
            "\"stats\":{\"total\":12,\"errors\":2,\"imported\":10},"
                + "\"errors\":{\"2\":[{\"code\":\"validation_error\",\"message\":"
                + "{\"time\":[\"Not a valid datetime.\"],\"_schema\":[\"a\",\"b\"]}}],"
                + "\"11\":[{\"code\":\"event_model_does_not_exist\",\"message\":"
                + "\"An event model with the code en does not exist\"},"
                + "{\"code\":\"validation_error\",\"message\":"
                + "{\"eventModel\":[\"Unknown field.\"]}}]}}");
  }

  @Test
  void a_message_that_is_wrong_as_a_whole_has_no_entries() {
    assertThat(answer(Rejection.topicInvalid("The topic is odd.")).payload())
        .asString(UTF_8)
        .isEqualTo(
            "{\"code\":\"TOPIC_INVALID\",\"message\":\"The topic is odd.\","
                + "\"stats\":{\"total\":0,\"errors\":0,\"imported\":0},\"errors\":{}}");
  }

  @Test
  void messagepack_is_answered_in_messagepack_with_the_same_structure() throws IOException {
    Rejection rejection =
        someInvalid(3, Map.of(0, List.of(UNKNOWN_FIELD), 2, List.of(NO_MODEL, NO_MODEL)));

    Publication json = answer(rejection);
    Publication msgpack = answer(rejection, PayloadFormat.MSGPACK);

    JsonNode packed = new ObjectMapper(new MessagePackFactory()).readTree(msgpack.payload());
    assertThat(msgpack.topic()).isEqualTo(TOPIC + "msgpack/error");
    assertThat(packed.toString()).isEqualTo(new String(json.payload(), UTF_8));
  }

  private Publication answer(Rejection rejection) {
    return answer(rejection, PayloadFormat.JSON);
  }

  private Publication answer(Rejection rejection, PayloadFormat format) {
    List<Publication> answers =
        publications.of(Examples.rejected(TOPIC + format.level(), format, rejection));
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }

  private static Rejection someInvalid(int total, Map<Integer, List<EntryError>> errors) {
    return Rejection.someInvalid(total, new TreeMap<>(errors));
  }
}
