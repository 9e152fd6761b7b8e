package dev.tocsin.event;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a device is told about a message that had anything wrong with it.
 *
 * @param total the message's entries; 0 where they could not be counted
 * @param errors the errors of each refused entry, by its index
 */
public record Rejection(
    Code code, String message, int total, SortedMap<Integer, List<EntryError>> errors) {

  /** What is wrong with the message as a whole. */
  public enum Code {
    SOME_DATA_INVALID,
    PAYLOAD_INVALID,
    PAYLOAD_TOO_LARGE,
    TOPIC_INVALID
  }

  public Rejection {
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
  }

  public static Rejection someInvalid(int total, SortedMap<Integer, List<EntryError>> errors) {
    return new Rejection(
        Code.SOME_DATA_INVALID, "Some Events couldn't be imported/updated.", total, errors);
  }

  /** The payload is not what the topic's format promises; the reason is a sentence. */
  public static Rejection payloadInvalid(String reason) {
    return whole(Code.PAYLOAD_INVALID, reason);
  }

  public static Rejection payloadTooLarge(int maxBytes) {
    return whole(Code.PAYLOAD_TOO_LARGE, "The payload is longer than " + maxBytes + " bytes.");
  }

  public static Rejection batchTooLarge(int maxEntries) {
    return whole(Code.PAYLOAD_TOO_LARGE, "The batch has more than " + maxEntries + " entries.");
  }

  /** The message came on a topic below {@code input/event/} that is none of the contract's. */
  public static Rejection topicInvalid(String reason) {
    return whole(Code.TOPIC_INVALID, reason);
  }

  /** How many entries took effect, those that changed nothing included. */
  public int imported() {
    return total - errors.size();
  }

  private static Rejection whole(Code code, String message) {
    return new Rejection(code, message, 0, new TreeMap<>());
  }
}
