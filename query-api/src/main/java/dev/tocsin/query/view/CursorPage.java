package dev.tocsin.query.view;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that is paged by cursor.
 *
 * @param cursor leads to the next page; null on the last
 */
public record CursorPage<T>(List<T> items, int limit, String cursor) {
  <R> CursorPage<R> map(Function<? super T, R> change) {
    return new CursorPage<>(items.stream().map(change).toList(), limit, cursor);
  }
}
