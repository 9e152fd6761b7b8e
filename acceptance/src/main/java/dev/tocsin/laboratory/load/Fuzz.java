package dev.tocsin.laboratory.load;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Inputs of one system that were right once and have been damaged since: an endless stream, which
 * its seed alone determines.
 */
public final class Fuzz {
  private static final String ROOT = "drivr/v1";
  private static final Instant FIRST = Instant.parse("2025-02-01T00:00:00Z");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Thing system;
  private final Model known;
  private final Random random;
  private final Damage damage;
  private int number;

  /**
   * One damaged input.
   *
   * @param isWrong whether it must be answered with an error, because nothing in it can be right;
   *     others may be
   */
  public record Damaged(Trace trace, boolean isWrong) {
    /** Whether it pretends to be an answer, which is counted and goes no further. */
    public boolean isAnswer() {
      return trace.topic.endsWith("/error");
    }
  }

  /** What an input is recognised by in Kafka. */
  public record Trace(String topic, ByteBuffer payload) {
    @Override
    public String toString() {
      String text = StandardCharsets.ISO_8859_1.decode(payload.duplicate()).toString();
      return shortened(topic) + ": " + shortened(text);
    }

    private static String shortened(String text) {
      return text.substring(0, Math.min(text.length(), 300));
    }
  }

  /**
   * @param known a model of systems; half of the inputs name one that nobody knows
   */
  public Fuzz(String system, Model known, Random random) {
    this.system = new Thing(system, false, Thing.Standing.KNOWN);
    this.known = known;
    this.random = random;
    this.damage = new Damage(random);
  }

  Damaged next() {
    number++;
    boolean messagePack = random.nextBoolean();
    boolean mayBeRight = random.nextBoolean();
    Object content = content(mayBeRight ? known.code() : "unknown");
    byte[] payload =
        damage.of(
            messagePack
                ? Json.messagePack(content)
                : Json.write(content).getBytes(StandardCharsets.UTF_8));
    String right = ROOT + system.topic(messagePack);
    String topic = random.nextInt(3) > 0 ? right : ROOT + damage.of(system.topic(messagePack));
    boolean isWrong =
        !isEmptyBatch(payload)
            && (!mayBeRight
                || !topic.equalsIgnoreCase(right)
                || (messagePack ? !isMapOrArray(payload) : !isObjectOrArray(payload)));
    return new Damaged(new Trace(topic, ByteBuffer.wrap(payload)), isWrong);
  }

  private Object content(String model) {
    return switch (random.nextInt(4)) {
      case 0 -> List.of(entry(model), entry(model), entry(model));
      case 1 -> List.of(entry(model));
      default -> entry(model);
    };
  }

  private Map<String, Object> entry(String model) {
    Instant time = FIRST.plusSeconds(number);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("eventModelCode", model);
    entry.put("time", time.toString());
    if (random.nextBoolean()) {
      entry.put("endTime", time.plusSeconds(60).toString());
    }
    entry.put("metadata", Map.of("whole", number, "real", number / 7.0, "text", "ü" + number));
    return entry;
  }

  /** The one thing that says nothing and is right, in either format. */
  private static boolean isEmptyBatch(byte[] payload) {
    if (payload.length == 0) {
      return false;
    }
    boolean messagePack =
        switch (payload[0] & 0xff) {
          case 0x90 -> true;
          case 0xdc -> payload.length >= 3 && payload[1] == 0 && payload[2] == 0;
          case 0xdd -> payload.length >= 5 && ByteBuffer.wrap(payload, 1, 4).getInt() == 0;
          default -> false;
        };
    return messagePack
        || new String(payload, StandardCharsets.UTF_8).replaceAll("\\s", "").equals("[]");
  }

  private static boolean isMapOrArray(byte[] payload) {
    int head = payload.length == 0 ? 0 : payload[0] & 0xff;
    return (head >= 0x80 && head <= 0x9f) || (head >= 0xdc && head <= 0xdf);
  }

  private static boolean isObjectOrArray(byte[] payload) {
    try {
      return JSON.readTree(payload).isContainerNode();
    } catch (IOException e) {
      return false;
    }
  }
}
