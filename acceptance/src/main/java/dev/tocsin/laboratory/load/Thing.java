package dev.tocsin.laboratory.load;

/**
 * A system or component that inputs name.
 *
 * @param standing what Tocsin knows of it
 */
public record Thing(String uuid, boolean isComponent, Standing standing) {
  /** How a thing stands with Tocsin. */
  public enum Standing {
    KNOWN,
    ARCHIVED,
    UNKNOWN
  }

  String topic(boolean messagePack) {
    return "/company-example/input/event/%s/%s/%s"
        .formatted(isComponent ? "c" : "s", uuid, messagePack ? "msgpack" : "json");
  }
}
