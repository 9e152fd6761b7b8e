package dev.tocsin.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with the fields of one entry: texts by field, in the order found. Rules that span
 * fields stand under {@value #SCHEMA}.
 */
public record FieldErrors(Map<String, List<String>> texts) {
  public static final FieldErrors NONE = new FieldErrors(Map.of());

  /** Where rules stand that span several fields or concern the entry as a whole. */
  public static final String SCHEMA = "_schema";

  public FieldErrors {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    texts.forEach((field, list) -> copy.put(field, List.copyOf(list)));
    texts = Collections.unmodifiableMap(copy);
  }

  public static FieldErrors of(String field, String text) {
    return new FieldErrors(Map.of(field, List.of(text)));
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  public FieldErrors and(String field, String text) {
    Map<String, List<String>> all = new LinkedHashMap<>(texts);
    List<String> list = new ArrayList<>(all.getOrDefault(field, List.of()));
    list.add(text);
    all.put(field, list);
    return new FieldErrors(all);
  }
}
