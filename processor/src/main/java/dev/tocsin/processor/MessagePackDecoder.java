package dev.tocsin.processor;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
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

  private static Instant timestamp(byte[] bytes) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    try {
      return switch (bytes.length) {
        case 4 -> Instant.ofEpochSecond(Integer.toUnsignedLong(data.getInt()));
        case 8 -> {
          long packed = data.getLong();
          yield Instant.ofEpochSecond(packed & 0x3_ffff_ffffL, packed >>> 34);
        }
        case 12 -> {
          long nanos = Integer.toUnsignedLong(data.getInt());
          yield Instant.ofEpochSecond(data.getLong(), nanos);
        }
        default -> throw new IOException("a timestamp of " + bytes.length + " bytes");
      };
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException("a timestamp out of range", e);
    }
  }
}
