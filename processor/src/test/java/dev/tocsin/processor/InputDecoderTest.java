package dev.tocsin.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.event.Entry;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.processor.InputDecoder.Decoded;
import dev.tocsin.registry.EntityType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.jackson.dataformat.MessagePackFactory;

class InputDecoderTest {
  private final InputDecoder decoder = new InputDecoder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[}",
        "nul",
        "{\"a\":1}x",
        "{\"a\":1}{}",
        "{'a':1}",
        "\u0000",
        "{\"a\":NaN}",
        "{\"a\":1,\"a\":2}"
      })
  void whatIsNoJsonIsRejectedAsAWhole(String payload) {
    assertThat(rejected(json(payload)).code()).isEqualTo(Rejection.Code.PAYLOAD_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"text\"", "true", "null", "1.5"})
  void whatIsNeitherAnObjectNorAnArrayIsRejectedAsAWhole(String payload) {
    assertThat(rejected(json(payload)).message())
        .isEqualTo("The payload is neither an object nor an array.");
  }

  @Test
  void nestingBeyondTheLimitIsRejectedInBothFormats() {
    int deep = 100_000;
    byte[] arrays = new byte[deep];
    Arrays.fill(arrays, (byte) 0x91);

    assertThat(rejected(json("[".repeat(deep))).code()).isEqualTo(Rejection.Code.PAYLOAD_INVALID);
    assertThat(rejected(messagePack(arrays)).code()).isEqualTo(Rejection.Code.PAYLOAD_INVALID);
  }

  @Test
  void anEndlessNumberIsRejected() {
    assertThat(rejected(json("{\"metadata\":{\"n\":" + "9".repeat(10_000) + "}}")).code())
        .isEqualTo(Rejection.Code.PAYLOAD_INVALID);
  }

  @Test
  void aBatchHasUpToAThousandEntries() {
    String entry = "{\"eventModelCode\":\"overload\"}";

    assertThat(entries(json("[" + (entry + ",").repeat(999) + entry + "]"))).hasSize(1000);
    assertThat(rejected(json("[" + (entry + ",").repeat(1000) + entry + "]")).code())
        .isEqualTo(Rejection.Code.PAYLOAD_TOO_LARGE);
  }

  @Test
  void aPayloadOverTheLimitIsRejectedByItsSizeAlone() {
    MqttInput input =
        new MqttInput(
            "topic",
            "slug",
            EntityType.SYSTEM,
            new UUID(0, 0),
            PayloadFormat.JSON,
            null,
            2_000_000,
            Instant.EPOCH,
            null);

    assertThat(rejected(input).code()).isEqualTo(Rejection.Code.PAYLOAD_TOO_LARGE);
    assertThat(rejected(input).message()).isEqualTo("The payload is longer than 1048576 bytes.");
  }

  @Test
  void jsonThatIsNotUtf8IsRejectedAsAWhole() {
    byte[] payload = "{\"eventModelCode\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    payload[payload.length - 3] = (byte) 0xff;

    assertThat(rejected(json(payload)).code()).isEqualTo(Rejection.Code.PAYLOAD_INVALID);
  }

  @Test
  void anEmptyBatchHasNothingWrong() {
    assertThat(entries(json("[]"))).isEmpty();
  }

  @Test
  void aHeaderThatClaimsMoreThanThereIsAllocatesNothing() {
    byte[][] claims = {
      {(byte) 0xdb, 0x7f, -1, -1, -1},
      {(byte) 0xc6, 0x7f, -1, -1, -1},
      {(byte) 0xc9, 0x7f, -1, -1, -1, 1},
      {(byte) 0xdd, 0x7f, -1, -1, -1},
      {(byte) 0xdf, -1, -1, -1, -1},
      {(byte) 0xc1},
      {}
    };
    for (byte[] claim : claims) {
      assertThat(rejected(messagePack(claim)).code()).isEqualTo(Rejection.Code.PAYLOAD_INVALID);
    }
  }

  @Test
  void timestampsOfMessagePackAreReadInAllTheirLengths() throws IOException {
    for (Instant time :
        List.of(
            Instant.parse("2025-05-09T13:28:42Z"),
            Instant.parse("2025-05-09T13:28:42.611276Z"),
            Instant.parse("1900-01-01T00:00:00.5Z"))) {
      try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
        packer.packMapHeader(2).packString("eventModelCode").packString("overload");
        packer.packString("time").packTimestamp(time);

        assertThat(entries(messagePack(packer.toByteArray())).getFirst().time()).isEqualTo(time);
      }
    }
  }

  @Test
  void bothFormatsSayTheSame() throws IOException {
    Map<String, Object> fields =
        Map.of(
            "eventModelCode", "overload",
            "time", "2025-05-09T13:28:42.611276+00:00",
            "metadata", Map.of("load", 12, "ratio", 0.5, "phase", "L1", "high", true));
    byte[] packed = new ObjectMapper(new MessagePackFactory()).writeValueAsBytes(fields);

    Entry entry = entries(messagePack(packed)).getFirst();

    assertThat(entries(json(new ObjectMapper().writeValueAsString(fields)))).containsExactly(entry);
    assertThat(entry.errors().isEmpty()).isTrue();
    assertThat(entry.metadata().changes())
        .containsEntry("load", Optional.of(new MetadataValue.Whole(12)))
        .containsEntry("ratio", Optional.of(new MetadataValue.Decimal(0.5)));
  }

  @Test
  void noMutationOfAGoodPayloadEscapesAsAnythingButAnAnswer() throws IOException {
    byte[] json =
        "[{\"eventModelCode\":\"a\",\"time\":\"2025-05-09T13:28:42Z\",\"metadata\":{\"k\":[1.5e3,null]}},{}]"
            .getBytes(StandardCharsets.UTF_8);
    byte[] packed =
        new ObjectMapper(new MessagePackFactory())
            .writeValueAsBytes(
                List.of(Map.of("time", 1.5, "uuid", "x".repeat(300), "metadata", Map.of("k", 7))));
    Random random = new Random(42);
    for (int i = 0; i < 100_000; i++) {
      assertThat(decoder.decode(json(mutated(json, random)))).isNotNull();
      assertThat(decoder.decode(messagePack(mutated(packed, random)))).isNotNull();
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : bytes) {
      int dice = random.nextInt(40);
      if (dice == 0) {
        out.write(random.nextInt(256));
      } else if (dice == 1) {
        out.write(b);
        out.write(random.nextInt(256));
      } else if (dice > 2) {
        out.write(b);
      }
    }
    return out.toByteArray();
  }

  private List<Entry> entries(MqttInput input) {
    return ((Decoded.Entries) decoder.decode(input)).entries();
  }

  private Rejection rejected(MqttInput input) {
    return ((Decoded.Rejected) decoder.decode(input)).rejection();
  }

  private static MqttInput json(String payload) {
    return json(payload.getBytes(StandardCharsets.UTF_8));
  }

  private static MqttInput json(byte[] payload) {
    return input(PayloadFormat.JSON, payload);
  }

  private static MqttInput messagePack(byte[] payload) {
    return input(PayloadFormat.MSGPACK, payload);
  }

  private static MqttInput input(PayloadFormat format, byte[] payload) {
    return new MqttInput(
        "topic",
        "slug",
        EntityType.SYSTEM,
        new UUID(0, 0),
        format,
        payload,
        payload.length,
        Instant.EPOCH,
        null);
  }
}
