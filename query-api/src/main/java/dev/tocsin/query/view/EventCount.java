package dev.tocsin.query.view;

/**
 * How many events one group has.
 *
 * @param key the uuid that they are grouped by, or the code
 */
public record EventCount(String slug, Grouping grouping, Object key, int sum) {}
