package dev.tocsin.registry;

import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;

/** What every store and topic that a text may reach can hold. */
public final class Text {
  private Text() {}

  /**
   * Whether the text is Unicode without NUL and without half a surrogate pair: PostgreSQL and MQTT
   * refuse the first, UTF-8 cannot carry the second.
   */
  public static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether all keys and texts of the patch are. */
  public static boolean isClean(MetadataPatch patch) {
    return patch.changes().entrySet().stream()
        .allMatch(
            pair ->
                isClean(pair.getKey())
                    && (!(pair.getValue().orElse(null) instanceof MetadataValue.Text text)
                        || isClean(text.value())));
  }
}
