package dev.tocsin.query.view;

import java.util.List;
import java.util.Map;
import org.jooq.Condition;

/**
 * Which objects of a domain, and in which order, as the API's arguments say it.
 *
 * @param where a filter; empty for all
 * @param orderBy what to put them in order by, in turn; empty for the default
 */
public record Selection(String slug, Map<String, Object> where, List<Map<String, Object>> orderBy) {
  /** All of them. */
  public static Selection all(String slug) {
    return new Selection(slug, Map.of(), List.of());
  }

  /** The condition that it puts on the rows of the kind. */
  Condition conditionOn(Kind<?> kind) {
    return kind.filters().inDomain(slug).and(kind.filters().where(where, slug));
  }
}
