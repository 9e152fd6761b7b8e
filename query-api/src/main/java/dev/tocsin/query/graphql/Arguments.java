package dev.tocsin.query.graphql;

import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.query.view.Selection;
import dev.tocsin.registry.Change;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The arguments of one field, read as what they mean. */
public record Arguments(DataFetchingEnvironment environment) {
  static final int DEFAULT_LIMIT = 50;
  private static final Set<String> NOT_FILTERS =
      Set.of("where", "orderBy", "limit", "offset", "after", "groupBy");

  public UUID uuid(String name) {
    return environment.getArgument(name);
  }

  public Instant instant(String name) {
    return environment.getArgument(name);
  }

  public String text(String name) {
    return environment.getArgument(name);
  }

  /** False where it is not given. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(environment.getArgument(name));
  }

  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    String given = environment.getArgument(name);
    return given == null ? null : Enum.valueOf(type, given);
  }

  /** Null is a value here: it clears a field that may be without one. */
  public <T> Change<T> change(String name) {
    return environment.containsArgument(name)
        ? Change.to(environment.<T>getArgument(name))
        : Change.keep();
  }

  public <E extends Enum<E>> Change<E> change(String name, Class<E> type) {
    return environment.containsArgument(name) ? Change.to(constant(name, type)) : Change.keep();
  }

  public MetadataPatch metadata() {
    return MetadataInput.patch(environment.getArgument("metadataKeyValueStore"));
  }

  /**
   * What a list holds and in which order. The plain arguments are short forms of filters: a list
   * means one of these, a single value means this one.
   */
  public Selection selection(String slug) {
    List<Map<String, Object>> all = new ArrayList<>();
    environment
        .getArguments()
        .forEach(
            (name, value) -> {
              if (value != null && !NOT_FILTERS.contains(name)) {
                all.add(filter(name, value));
              }
            });
    Map<String, Object> where = environment.getArgument("where");
    if (where != null) {
      all.add(where);
    }
    return new Selection(slug, all.isEmpty() ? Map.of() : Map.of("_and", all), orderBy());
  }

  /** The page size; refused where it is out of range. */
  public int limit(int most) {
    Integer limit = environment.getArgument("limit");
    if (limit != null && (limit < 0 || limit > most)) {
      throw ApiException.invalid("limit must be 0 to " + most + ", but is " + limit + ".");
    }
    return limit == null ? Math.min(DEFAULT_LIMIT, most) : limit;
  }

  public int offset() {
    Integer offset = environment.getArgument("offset");
    if (offset != null && offset < 0) {
      throw ApiException.invalid("offset must not be negative, but is " + offset + ".");
    }
    return offset == null ? 0 : offset;
  }

  /** Whether the client wants to know how many there are in all. */
  public boolean isCounted() {
    return environment.getSelectionSet().contains("totalItems");
  }

  private List<Map<String, Object>> orderBy() {
    List<Map<String, Object>> given = environment.getArgument("orderBy");
    return given == null ? List.of() : given.stream().filter(Objects::nonNull).toList();
  }

  private static Map<String, Object> filter(String name, Object value) {
    return switch (name) {
      case "from", "to" -> Map.of(name, value);
      case "eventModelCode" -> Map.of("eventModel", Map.of("code", Map.of("_in", value)));
      default -> Map.of(name, Map.of(value instanceof List<?> ? "_in" : "_eq", value));
    };
  }
}
