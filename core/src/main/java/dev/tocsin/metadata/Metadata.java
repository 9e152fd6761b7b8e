package dev.tocsin.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The metadata of an event or a registry object: values by key, in the order of the keys. */
public record Metadata(SortedMap<String, MetadataValue> values) {
  public static final Metadata NONE = new Metadata(new TreeMap<>());

  /**
   * The most that one object's metadata may weigh, in bytes of UTF-8 over all keys and text values.
   * Updates merge, so without a bound an object could outgrow the largest Kafka message one small
   * update at a time.
   */
  public static final int MAX_BYTES = 64 * 1024;

  /**
   * The most metadata, in the same bytes, that one message may have written. Each change of an
   * event writes all that the event has, so without a bound a thousand small updates of one large
   * event would write a thousand times their own size, and others would wait for that.
   */
  public static final int MAX_BYTES_A_MESSAGE = 4 * 1024 * 1024;

  private static final int FIXED_VALUE_BYTES = 8;

  public Metadata {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Metadata of(Map<String, MetadataValue> values) {
    return values.isEmpty() ? NONE : new Metadata(new TreeMap<>(values));
  }

  /** This metadata with the patch laid over it; the same object where the patch changes nothing. */
  public Metadata with(MetadataPatch patch) {
    if (patch.isEmpty()) {
      return this;
    }
    TreeMap<String, MetadataValue> merged = new TreeMap<>(values);
    patch
        .changes()
        .forEach(
            (key, value) ->
                value.ifPresentOrElse(v -> merged.put(key, v), () -> merged.remove(key)));
    return merged.equals(values) ? this : new Metadata(merged);
  }

  /** Whether this weighs more than {@link #MAX_BYTES}. */
  public boolean isTooLarge() {
    return bytes() > MAX_BYTES;
  }

  /** What this weighs: the UTF-8 of all keys and text values, and 8 for each other value. */
  public long bytes() {
    long bytes = 0;
    for (Map.Entry<String, MetadataValue> entry : values.entrySet()) {
      bytes += utf8Length(entry.getKey());
      bytes +=
          entry.getValue() instanceof MetadataValue.Text text
              ? utf8Length(text.value())
              : FIXED_VALUE_BYTES;
    }
    return bytes;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
