package dev.tocsin.query.graphql;

import dev.tocsin.identity.NameUuid;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import java.util.List;

/**
 * A metadata value with its key, as clients see it. A whole number that GraphQL's 32 bits cannot
 * hold is shown as a float.
 *
 * @param type the suffix of the GraphQL type
 */
public record MetadataPair(String key, Type type, Object value) {
  /** The types of values; GraphQL calls them by these names in capitals. */
  enum Type {
    STRING("String"),
    INTEGER("Integer"),
    FLOAT("Float"),
    BOOLEAN("Boolean"),
    TIMESTAMP("Timestamp"),
    UUID("Uuid");

    private final String suffix;

    Type(String suffix) {
      this.suffix = suffix;
    }
  }

  public static List<MetadataPair> of(Metadata metadata) {
    return metadata.values().entrySet().stream()
        .map(pair -> of(pair.getKey(), pair.getValue()))
        .toList();
  }

  private static MetadataPair of(String key, MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text v -> new MetadataPair(key, Type.STRING, v.value());
      case MetadataValue.Whole v when v.value() == (int) v.value() ->
          new MetadataPair(key, Type.INTEGER, (int) v.value());
      case MetadataValue.Whole v -> new MetadataPair(key, Type.FLOAT, (double) v.value());
      case MetadataValue.Decimal v -> new MetadataPair(key, Type.FLOAT, v.value());
      case MetadataValue.Bool v -> new MetadataPair(key, Type.BOOLEAN, v.value());
      case MetadataValue.Timestamp v -> new MetadataPair(key, Type.TIMESTAMP, v.value());
      case MetadataValue.Uuid v -> new MetadataPair(key, Type.UUID, v.value());
    };
  }

  public String dataType() {
    return type.name();
  }

  public String metadataTypeUuid() {
    return NameUuid.of(NameUuid.TOCSIN, "metadata/" + dataType() + "/" + key).toString();
  }

  String graphQlType() {
    return "MetadataKeyValuePair" + type.suffix;
  }
}
