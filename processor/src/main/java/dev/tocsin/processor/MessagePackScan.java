package dev.tocsin.processor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks that bytes are exactly one MessagePack value before a decoder sees them: that each length
 * that a header claims is there, that nothing is nested too deep, that each key is a string, and
 * each string UTF-8. Decoders believe the headers and allocate what they claim; a key that is nil,
 * an array or a map ends an object for them, and what follows is lost; and what is not UTF-8 they
 * replace.
 */
final class MessagePackScan {
  private final int deepest;

  MessagePackScan(int deepest) {
    this.deepest = deepest;
  }

  /** What is wrong with the bytes; null where they are one value. */
  String fault(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // What is still to come on each level; the outermost holds the one value.
    long[] left = new long[deepest + 1];
    boolean[] ofMap = new boolean[deepest + 1];
    int level = 0;
    left[0] = 1;
    while (level >= 0) {
      if (left[level] == 0) {
        level--;
        continue;
      }
      boolean isKey = ofMap[level] && left[level] % 2 == 0;
      left[level]--;
      if (!in.hasRemaining()) {
        return "it ends early";
      }
      int head = Byte.toUnsignedInt(in.get());
      if (in.remaining() < headerBytes(head)) {
        return "it ends early";
      }
      if (head == 0xc1) {
        return "it has a byte that is never used";
      }
      if (isKey && !isString(head)) {
        return "a key is no string";
      }
      long children = children(head, in);
      if (children < 0) {
        long length = dataBytes(head, in);
        if (length > in.remaining()) {
          return "a length exceeds what is there";
        }
        if (isString(head) && !isUtf8(in.slice(in.position(), (int) length))) {
          return "a string is not UTF-8";
        }
        in.position(in.position() + (int) length);
      } else if (children > in.remaining()) {
        return "a size exceeds what is there";
      } else if (children > 0) {
        if (++level > deepest) {
          return "it is nested too deep";
        }
        left[level] = children;
        ofMap[level] = isMap(head);
      }
    }
    return in.hasRemaining() ? "something follows the value" : null;
  }

  private static boolean isString(int head) {
    return (head >= 0xa0 && head <= 0xbf) || (head >= 0xd9 && head <= 0xdb);
  }

  private static boolean isUtf8(ByteBuffer bytes) {
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isMap(int head) {
    return (head >= 0x80 && head <= 0x8f) || head == 0xde || head == 0xdf;
  }

  /**
   * The bytes of a length or size after the head; they are read by {@link #children} or {@link
   * #dataBytes}.
   */
  private static int headerBytes(int head) {
    return switch (head) {
      case 0xc4, 0xc7, 0xd9 -> 1;
      case 0xc5, 0xc8, 0xda, 0xdc, 0xde -> 2;
      case 0xc6, 0xc9, 0xdb, 0xdd, 0xdf -> 4;
      default -> 0;
    };
  }

  /** The values inside an array or a map; -1 where the head is of neither. */
  private static long children(int head, ByteBuffer in) {
    if (head >= 0x80 && head <= 0x8f) {
      return 2L * (head & 0x0f);
    }
    if (head >= 0x90 && head <= 0x9f) {
      return head & 0x0f;
    }
    return switch (head) {
      case 0xdc -> Short.toUnsignedLong(in.getShort());
      case 0xdd -> Integer.toUnsignedLong(in.getInt());
      case 0xde -> 2 * Short.toUnsignedLong(in.getShort());
      case 0xdf -> 2 * Integer.toUnsignedLong(in.getInt());
      default -> -1;
    };
  }

  /** The bytes of a value that is no array or map; an extension's type counts as one. */
  private static long dataBytes(int head, ByteBuffer in) {
    if (head >= 0xa0 && head <= 0xbf) {
      return head & 0x1f;
    }
    return switch (head) {
      case 0xcc, 0xd0 -> 1;
      case 0xcd, 0xd1 -> 2;
      case 0xca, 0xce, 0xd2 -> 4;
      case 0xcb, 0xcf, 0xd3 -> 8;
      case 0xc4, 0xd9 -> Byte.toUnsignedLong(in.get());
      case 0xc5, 0xda -> Short.toUnsignedLong(in.getShort());
      case 0xc6, 0xdb -> Integer.toUnsignedLong(in.getInt());
      case 0xc7 -> 1 + Byte.toUnsignedLong(in.get());
      case 0xc8 -> 1 + Short.toUnsignedLong(in.getShort());
      case 0xc9 -> 1 + Integer.toUnsignedLong(in.getInt());
      case 0xd4 -> 2;
      case 0xd5 -> 3;
      case 0xd6 -> 5;
      case 0xd7 -> 9;
      case 0xd8 -> 17;
      default -> 0;
    };
  }
}
