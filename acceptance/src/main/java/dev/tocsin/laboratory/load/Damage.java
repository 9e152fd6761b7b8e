package dev.tocsin.laboratory.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What happens to bytes and to topics on their way. */
final class Damage {
  private static final int MOST_WOUNDS = 4;

  /** What has broken parsers before. */
  private static final List<byte[]> SPLINTERS =
      List.of(
          text("null"),
          text("-0"),
          text("1e999999999"),
          text("9".repeat(100)),
          text("0." + "0".repeat(70) + "1"),
          text("\"\\ud800\""),
          text("\\u0000"),
          text("[".repeat(2_000)),
          text("{\"a\":".repeat(1_000)),
          text("\"metadata\":{\"a\":[1]},"),
          text("\"time\":\"+999999999-12-31T23:59:59Z\","),
          text("\"endTime\":\"-999999999-01-01T00:00:00+18:00\","),
          text("\"uuid\":\"00000000-0000-0000-0000-000000000000\","),
          text("\"" + "x".repeat(70_000) + "\""),
          // MessagePack that claims to be more than there is: a string, bytes, an array, a map, an
          // extension; then a timestamp out of range, the unused byte, a number that is none.
          bytes(0xdb, 0x7f, 0xff, 0xff, 0xff),
          bytes(0xc6, 0xff, 0xff, 0xff, 0xff),
          bytes(0xdd, 0x7f, 0xff, 0xff, 0xff),
          bytes(0xdf, 0xff, 0xff, 0xff, 0xff),
          bytes(0xc9, 0x7f, 0xff, 0xff, 0xff, 0xff),
          bytes(0xc7, 12, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 1, 1, 1, 1, 1, 1),
          bytes(0xc1),
          bytes(0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0),
          arrays(2_000),
          new byte[64]);

  private static final List<String> LEVELS =
      List.of("", " ", "s", "c", "S", "x", "json", "JSON", "msgpack", "error", "ünïcode", "𝄞");

  private final Random random;

  Damage(Random random) {
    this.random = random;
  }

  byte[] of(byte[] right) {
    byte[] damaged = right;
    for (int i = random.nextInt(MOST_WOUNDS); i >= 0; i--) {
      damaged = wounded(damaged);
    }
    return damaged;
  }

  private byte[] wounded(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> flipped(bytes, from);
      case 1 -> Arrays.copyOf(bytes, from);
      // Cut out, said twice, spliced in, written over.
      case 2 -> joined(bytes, from, new byte[0], to);
      case 3 -> joined(bytes, to, new byte[0], from);
      case 4 -> joined(bytes, from, splinter(), from);
      default -> joined(bytes, from, splinter(), to);
    };
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] splinter() {
    return SPLINTERS.get(random.nextInt(SPLINTERS.size()));
  }

  private static byte[] joined(byte[] bytes, int end, byte[] between, int begin) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, end);
    joined.writeBytes(between);
    joined.write(bytes, begin, bytes.length - begin);
    return joined.toByteArray();
  }

  /** Still one that an input's subscription covers, and that a broker takes. */
  String of(String topic) {
    List<String> levels = new ArrayList<>(List.of(topic.split("/", -1)));
    // After the empty one before the first slash: the slug, input, event, then what is free.
    int free = 4;
    int at = free + random.nextInt(levels.size() - free);
    String level = LEVELS.get(random.nextInt(LEVELS.size()));
    switch (random.nextInt(7)) {
      case 0 -> levels.set(1, level);
      case 1 -> levels.remove(at);
      case 2 -> levels.add(at, level);
      case 3 -> levels.set(at, levels.get(at).substring(1) + "x");
      case 4 -> levels.add("error");
      case 5 -> levels.set(at, random.nextInt(20) > 0 ? level : "x".repeat(65_000));
      default -> {
        while (random.nextInt(50) > 0 && levels.size() < 150) {
          levels.add(level);
        }
      }
    }
    return String.join("/", levels);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** MessagePack's arrays of one element, one in the other. */
  private static byte[] arrays(int depth) {
    byte[] bytes = new byte[depth];
    Arrays.fill(bytes, (byte) 0x91);
    return bytes;
  }
}
