package dev.tocsin.query.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An object as the API's filters see it: values by field, related objects by field, and parts of
 * its own that have conditions of theirs.
 */
final class Node {
  private final UUID uuid;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, List<Node>> related = new HashMap<>();
  private final Map<String, Node> parts = new HashMap<>();

  Node(UUID uuid) {
    this.uuid = uuid;
  }

  /** Enum constants go by their names, as in the API. */
  Node value(String field, Object value) {
    values.put(field, value instanceof Enum<?> constant ? constant.name() : value);
    return this;
  }

  Node related(String field, List<Node> nodes) {
    related.put(field, nodes);
    return this;
  }

  Node part(String field, Node part) {
    parts.put(field, part);
    return this;
  }

  UUID uuid() {
    return uuid;
  }

  Object value(String field) {
    if (!values.containsKey(field)) {
      throw new IllegalArgumentException("no value " + field);
    }
    return values.get(field);
  }

  List<Node> related(String field) {
    return related.get(field);
  }

  Node part(String field) {
    return parts.get(field);
  }
}
