package dev.tocsin.kafka;

import java.util.Map;

/** A topic with the settings that it is created with. */
public record Topic(String name, int partitions, Map<String, String> config) {
  public Topic {
    config = Map.copyOf(config);
  }
}
