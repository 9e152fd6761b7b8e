package dev.tocsin.registry;

/**
 * What a user asks for one field: a value, no value (null), or to leave it as it is.
 *
 * @param given whether the field was passed at all
 */
public record Change<T>(boolean given, T value) {
  public static <T> Change<T> keep() {
    return new Change<>(false, null);
  }

  public static <T> Change<T> to(T value) {
    return new Change<>(true, value);
  }

  /** The field's next value, where it may be null. */
  T over(T existing) {
    return given ? value : existing;
  }

  /** The field's next value, where it must not be null: passing null leaves it as it is. */
  T overRequired(T existing) {
    return value != null ? value : existing;
  }
}
