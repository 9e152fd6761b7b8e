package dev.tocsin.query.graphql;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;

/**
 * Weighs a query by the values that its answer may hold: a field is one, and a list is as many
 * times its fields as a page has room for.
 */
public final class AnswerSize implements FieldComplexityCalculator {
  /** Greater than any limit, and small enough that sums of it stay within 32 bits. */
  private static final long TOO_LARGE = 1_000_001;

  @Override
  public int calculate(FieldComplexityEnvironment field, int ofItsFields) {
    if (field.getFieldDefinition().getArgument("limit") == null) {
      return (int) Math.min(TOO_LARGE, 1L + ofItsFields);
    }
    Integer limit = (Integer) field.getArguments().get("limit");
    long items = limit == null ? Arguments.DEFAULT_LIMIT : Math.max(0, limit);
    return (int) Math.min(TOO_LARGE, 1 + items * ofItsFields);
  }
}
