package dev.tocsin.query.view;

import java.util.List;

/**
 * One page of a list that is paged by cursor.
 *
 * @param cursor leads to the next page; null on the last
 */
public record CursorPage<T>(List<T> items, int limit, String cursor) {}
