package dev.tocsin.laboratory.load;

import dev.tocsin.laboratory.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One message of a device.
 *
 * @param number names it in the ledger; no other input of the trial has the same
 * @param entries what it says; null where the payload says nothing in its format
 */
@SuppressWarnings("ArrayRecordComponent")
public record Input(
    int number, Thing thing, boolean messagePack, List<Object> entries, byte[] payload) {

  /** What a message is recognised by, wherever it turns up. */
  public record Mark(String entityUuid, ByteBuffer payload) {
    public static Mark of(String entityUuid, byte[] payload) {
      return new Mark(entityUuid, ByteBuffer.wrap(payload));
    }
  }

  static Input of(int number, Thing thing, boolean messagePack, List<Object> entries) {
    Object content = entries.size() == 1 ? entries.getFirst() : entries;
    byte[] payload =
        messagePack
            ? Json.messagePack(content)
            : Json.write(content).getBytes(StandardCharsets.UTF_8);
    return new Input(number, thing, messagePack, entries, payload);
  }

  /** Bytes that are nothing in the format of the topic. */
  static Input garbage(int number, Thing thing, boolean messagePack) {
    byte[] text = ("{no payload: " + number).getBytes(StandardCharsets.UTF_8);
    if (messagePack) {
      // The one byte that MessagePack never uses.
      text[0] = (byte) 0xc1;
    }
    return new Input(number, thing, messagePack, null, text);
  }

  /** The metadata key that the entry at this index adds to its event: the message's trace. */
  static String marker(int number, int index) {
    return "m" + number + "-" + index;
  }

  /** The number of the message that left this key; -1 where it is none's. */
  public static int numberOf(String marker) {
    return marker.startsWith("m") ? Integer.parseInt(marker.substring(1, marker.indexOf('-'))) : -1;
  }

  /** Whether its sender asks for a receipt, as every fourth does. */
  public boolean isRequest() {
    return number % 4 == 0;
  }

  public Mark mark() {
    return Mark.of(thing.uuid(), payload);
  }

  @Override
  public String toString() {
    String content =
        messagePack && entries != null
            ? entries.toString()
            : new String(
                Arrays.copyOf(payload, Math.min(payload.length, 500)), StandardCharsets.UTF_8);
    return "message " + number + " of " + thing + ": " + content;
  }
}
