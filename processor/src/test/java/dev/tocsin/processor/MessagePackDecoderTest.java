package dev.tocsin.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.event.EntryReader;
import dev.tocsin.event.FieldErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

class MessagePackDecoderTest {
  static final List<Part> KEYS_THAT_ARE_NO_STRINGS =
      List.of(
          MessagePacker::packNil,
          key -> key.packArrayHeader(0),
          key -> key.packArrayHeader(1).packString("a"),
          key -> key.packMapHeader(0),
          key -> key.packInt(0),
          key -> key.packLong(Long.MAX_VALUE),
          key -> key.packBoolean(true),
          key -> key.packDouble(1.5),
          key -> key.packBinaryHeader(1).writePayload(new byte[] {'a'}),
          key -> key.packTimestamp(Instant.EPOCH));

  static final List<byte[]> TIMESTAMPS_THAT_ARE_NONE =
      List.of(
          ByteBuffer.allocate(12).putInt(0).putLong(Long.MAX_VALUE).array(),
          ByteBuffer.allocate(12).putInt(0).putLong(Long.MIN_VALUE).array(),
          ByteBuffer.allocate(12).putInt(1_000_000_000).putLong(0).array(),
          ByteBuffer.allocate(12).putInt(-1).putLong(0).array(),
          ByteBuffer.allocate(8).putLong(1_000_000_000L << 34).array(),
          new byte[0],
          new byte[1],
          new byte[16]);

  private final MessagePackDecoder decoder = new MessagePackDecoder(InputDecoder.DEEPEST);

  /** Some of a payload. */
  interface Part {
    void pack(MessagePacker packer) throws IOException;
  }

  @ParameterizedTest
  @FieldSource("KEYS_THAT_ARE_NO_STRINGS")
  void aKeyThatIsNoStringIsRefusedWhereverItStands(Part key) throws IOException {
    byte[] field =
        packed(
            packer -> {
              packer.packMapHeader(3).packString("eventModelCode").packString("overload");
              key.pack(packer);
              packer.packInt(1).packString("bogus").packInt(1);
            });
    byte[] pair =
        packed(
            packer -> {
              packer.packArrayHeader(1).packMapHeader(2).packString("metadata").packMapHeader(2);
              packer.packString("k").packMapHeader(0);
              key.pack(packer);
              packer.packInt(1).packString("eventModelCode").packString("overload");
            });

    assertThatThrownBy(() -> decoder.decode(field)).hasMessage("a key is no string");
    assertThatThrownBy(() -> decoder.decode(pair)).hasMessage("a key is no string");
  }

  @Test
  void aKeyThatStandsTwiceIsRefusedWhereverItStands() throws IOException {
    byte[] field =
        packed(
            packer -> packer.packMapHeader(2).packString("a").packNil().packString("a").packNil());
    byte[] pair =
        packed(
            packer -> {
              packer.packArrayHeader(1).packMapHeader(2).packString("k").packNil();
              packer.packString("metadata").packMapHeader(2);
              packer.packString("k").packInt(1).packString("k").packInt(2);
            });

    assertThatThrownBy(() -> decoder.decode(field)).hasMessageContaining("Duplicate");
    assertThatThrownBy(() -> decoder.decode(pair)).hasMessageContaining("Duplicate");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 300, 70_000})
  void aStringThatIsNotUtf8IsRefused(int length) throws IOException {
    byte[] text = new byte[length];
    text[length - 1] = (byte) 0xff;
    byte[] value =
        packed(packer -> packer.packArrayHeader(1).packRawStringHeader(length).writePayload(text));
    byte[] key =
        packed(
            packer -> {
              packer.packMapHeader(1).packRawStringHeader(length).writePayload(text);
              packer.packNil();
            });

    assertThatThrownBy(() -> decoder.decode(value)).hasMessage("a string is not UTF-8");
    assertThatThrownBy(() -> decoder.decode(key)).hasMessage("a string is not UTF-8");
  }

  @Test
  void textOfAllPlanesAndBytesThatAreNoTextAreRead() throws IOException {
    byte[] bytes = {(byte) 0xff};
    byte[] payload =
        packed(
            packer ->
                packer
                    .packArrayHeader(2)
                    .packString("ü€😀\ufffd")
                    .packBinaryHeader(1)
                    .addPayload(bytes));

    assertThat(decoder.decode(payload))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly("ü€😀\ufffd", bytes);
  }

  @ParameterizedTest
  @FieldSource("TIMESTAMPS_THAT_ARE_NONE")
  void aTimestampThatIsNoneSpoilsItsEntryOnly(byte[] timestamp) throws IOException {
    byte[] batch =
        packed(
            packer -> {
              packer.packArrayHeader(2);
              packer.packMapHeader(2).packString("eventModelCode").packString("overload");
              packer.packString("time").packExtensionTypeHeader((byte) -1, timestamp.length);
              packer.writePayload(timestamp);
              packer.packMapHeader(1).packString("eventModelCode").packString("overload");
            });

    List<?> entries = (List<?>) decoder.decode(batch);

    assertThat(EntryReader.read(entries.getFirst()).errors())
        .isEqualTo(FieldErrors.of("time", "Not a valid datetime."));
    assertThat(EntryReader.read(entries.getLast()).errors()).isEqualTo(FieldErrors.NONE);
  }

  private static byte[] packed(Part payload) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      payload.pack(packer);
      return packer.toByteArray();
    }
  }
}
