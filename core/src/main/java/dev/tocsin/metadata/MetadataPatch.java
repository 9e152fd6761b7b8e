package dev.tocsin.metadata;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A change of metadata, key by key: a value sets its key, an empty one removes it, other keys stay.
 */
public record MetadataPatch(Map<String, Optional<MetadataValue>> changes) {
  public static final MetadataPatch NONE = new MetadataPatch(Map.of());

  public MetadataPatch {
    changes = Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
