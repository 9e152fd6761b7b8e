package dev.tocsin.query.view;

import java.util.List;

/**
 * One page of a list.
 *
 * @param totalItems how many there are on all pages; null where nobody asked
 */
public record Page<T>(List<T> items, int limit, int offset, Integer totalItems) {}
