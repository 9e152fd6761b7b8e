package dev.tocsin.registry;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataPatch;

/** The rules on single fields that all registry objects share. */
final class FieldRules {
  private static final int LONGEST_CODE = 255;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PROSE = 4096;

  private FieldRules() {}

  /** A code becomes a level of MQTT topics, so it must be one. Null is no code. */
  static String code(String code) {
    if (code == null) {
      return null;
    }
    if (code.isEmpty()) {
      throw Refusal.invalid("A code must not be empty.");
    }
    if (code.chars().anyMatch(c -> c == '/' || c == '+' || c == '#')) {
      throw Refusal.invalid("A code must not contain '/', '+' or '#'.");
    }
    return text("code", code, LONGEST_CODE);
  }

  static String requiredCode(String code) {
    return code(required("code", code));
  }

  static String requiredName(String name) {
    String given = required("name", name);
    if (given.isBlank()) {
      throw Refusal.invalid("A name must not be empty.");
    }
    return name(given);
  }

  static String name(String name) {
    return text("name", name, LONGEST_NAME);
  }

  static String prose(String field, String text) {
    return text(field, text, LONGEST_PROSE);
  }

  static <T> T required(String field, T value) {
    if (value == null) {
      throw Refusal.invalid("The field " + field + " is required.");
    }
    return value;
  }

  static Metadata metadata(Metadata existing, MetadataPatch patch) {
    if (!Text.isClean(patch)) {
      throw Refusal.invalid("Metadata must be Unicode text without NUL.");
    }
    Metadata merged = existing.with(patch);
    if (merged.isTooLarge()) {
      throw Refusal.invalid("The metadata would exceed " + Metadata.MAX_BYTES + " bytes.");
    }
    return merged;
  }

  private static String text(String field, String text, int longest) {
    if (text == null) {
      return null;
    }
    if (!Text.isClean(text)) {
      throw Refusal.invalid("The field " + field + " must be Unicode text without NUL.");
    }
    if (text.length() > longest) {
      throw Refusal.invalid(
          "The field " + field + " must not be longer than " + longest + " characters.");
    }
    return text;
  }
}
