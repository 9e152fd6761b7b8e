package dev.tocsin.processor;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoField;
import org.msgpack.jackson.dataformat.ExtensionTypeCustomDeserializers;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * Decodes one MessagePack value, its timestamp extension included, after checking what its headers
 * claim.
 */
final class MessagePackDecoder {
  private static final byte TIMESTAMP = -1;

  private final MessagePackScan scan;
  private final ObjectReader reader;

  MessagePackDecoder(int deepest) {
    this.scan = new MessagePackScan(deepest);
    ExtensionTypeCustomDeserializers extensions = new ExtensionTypeCustomDeserializers();
    extensions.addCustomDeser(TIMESTAMP, MessagePackDecoder::timestamp);
    this.reader =
        JsonMapper.builder(new MessagePackFactory().setExtTypeCustomDesers(extensions))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(Object.class);
  }

  Object decode(byte[] payload) throws IOException {
    String fault = scan.fault(payload);
    if (fault != null) {
      throw new IOException(fault);
    }
    return reader.readValue(payload);
  }

  /** What is no timestamp stays bytes, which its entry alone is refused for. */
  private static Object timestamp(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    try {
      return switch (bytes.length) {
        case 4 -> Instant.ofEpochSecond(Integer.toUnsignedLong(data.getInt()));
        case 8 -> {
          long packed = data.getLong();
          yield instant(packed & 0x3_ffff_ffffL, packed >>> 34);
        }
        case 12 -> {
          long nanos = Integer.toUnsignedLong(data.getInt());
          yield instant(data.getLong(), nanos);
        }
        default -> bytes;
      };
    } catch (DateTimeException e) {
      return bytes;
    }
  }

  private static Instant instant(long seconds, long nanos) {
    return Instant.ofEpochSecond(seconds).with(ChronoField.NANO_OF_SECOND, nanos);
  }
}
