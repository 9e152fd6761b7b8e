package dev.tocsin.mqtt;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.identity.UuidText;
import dev.tocsin.registry.EntityType;
import java.util.Optional;
import java.util.UUID;

/**
 * What an MQTT topic below {@code {root}/{slug}/input/event/} says: {@code
 * {root}/{slug}/input/event/{s|c}/{uuid}/{json|msgpack}}, and nothing else.
 */
sealed interface InputTopic {

  /** The topic of an entity's input. */
  record Address(String slug, EntityType entityType, UUID entityUuid, PayloadFormat format)
      implements InputTopic {}

  /**
   * A topic that is none of the contract's.
   *
   * @param slug the domain that it names, null where it names none
   * @param format how to answer
   * @param reason a sentence for its sender
   */
  record Fault(String slug, PayloadFormat format, String reason) implements InputTopic {
    /** The topic and what is wrong with it. */
    String describe(String topic) {
      return quote(topic) + ": " + reason;
    }
  }

  /** A topic of an answer, which only Tocsin itself has reason to publish on. */
  record Answer() implements InputTopic {}

  /** In characters. */
  int LONGEST_QUOTE = 128;

  /** What the topic of an answer has more than the topic of its question. */
  String ANSWER_SUFFIX = "/error";

  /** A topic as a log may show it: no sender can make it long or more than one line. */
  static String quote(String topic) {
    String beginning =
        topic.length() <= LONGEST_QUOTE ? topic : topic.substring(0, LONGEST_QUOTE) + "…";
    return beginning.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }

  /** Reads a topic below this root. */
  static InputTopic parse(String root, String topic) {
    if (topic.endsWith(ANSWER_SUFFIX)) {
      return new Answer();
    }
    String[] levels = levelsBelow(root, topic);
    String slug = levels[0].isEmpty() ? null : levels[0];
    PayloadFormat format =
        PayloadFormat.ofLevel(levels[levels.length - 1]).orElse(PayloadFormat.JSON);
    if (slug == null || levels.length < 3 || !isEventInput(levels)) {
      return new Fault(slug, format, "The topic is not below " + root + "/{slug}/input/event/.");
    }
    if (levels.length != 6) {
      return new Fault(
          slug, format, "After input/event the topic must go on with three levels, not others.");
    }
    EntityType entityType = entityType(levels[3]);
    if (entityType == null) {
      return new Fault(
          slug, format, "The level after input/event must be s (system) or c (component).");
    }
    Optional<UUID> entityUuid = UuidText.read(levels[4]);
    if (entityUuid.isEmpty()) {
      return new Fault(slug, format, "The last level but one must be the UUID of the entity.");
    }
    if (!levels[5].equals(format.level())) {
      return new Fault(slug, format, "The last level must be json or msgpack.");
    }
    return new Address(slug, entityType, entityUuid.get(), format);
  }

  private static String[] levelsBelow(String root, String topic) {
    boolean below = topic.startsWith(root) && topic.startsWith("/", root.length());
    return below ? topic.substring(root.length() + 1).split("/", -1) : new String[] {""};
  }

  private static boolean isEventInput(String[] levels) {
    return levels[1].equals("input") && levels[2].equals("event");
  }

  private static EntityType entityType(String level) {
    return switch (level) {
      case "s" -> EntityType.SYSTEM;
      case "c" -> EntityType.COMPONENT;
      default -> null;
    };
  }
}
