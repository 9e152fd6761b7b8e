package dev.tocsin.laboratory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.msgpack.jackson.dataformat.MessagePackFactory;
import org.msgpack.jackson.dataformat.TimestampExtensionModule;

/** The two payload formats, and examples with placeholders to compare payloads with. */
public final class Json {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper MSGPACK =
      new ObjectMapper(new MessagePackFactory()).registerModule(TimestampExtensionModule.INSTANCE);

  private static final String SECONDS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?";

  private Json() {}

  public static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static JsonNode readMessagePack(byte[] bytes) {
    try {
      return MSGPACK.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] messagePack(Object value) {
    try {
      return MSGPACK.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * What a payload must look like, space aside: the same fields in the same order with the same
   * values, and a UUID for each {@code <uuid>}, a time with an offset for each {@code <time>}, one
   * without for each {@code <utc>}.
   */
  public static Pattern like(String example) {
    String quoted = Pattern.quote(read(example).toString());
    return Pattern.compile(
        quoted
            .replace("<uuid>", "\\E[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\Q")
            .replace("<time>", "\\E" + SECONDS + "\\+00:00\\Q")
            .replace("<utc>", "\\E" + SECONDS + "\\Q"));
  }
}
