package dev.tocsin.query.graphql;

import graphql.normalized.ExecutableNormalizedField;
import graphql.schema.GraphQLSchema;
import java.util.List;

/**
 * Weighs a query by the values that its answer may hold: a field is one, and a list is as many
 * times its fields as a page has room for.
 */
record AnswerSize(GraphQLSchema schema) {
  /** Greater than any limit, and small enough that sums of it stay within 64 bits. */
  private static final long TOO_LARGE = 1_000_001;

  long of(List<ExecutableNormalizedField> fields) {
    return Math.min(TOO_LARGE, fields.stream().mapToLong(this::of).sum());
  }

  private long of(ExecutableNormalizedField field) {
    long ofItsFields = of(field.getChildren());
    if (!takes(field, "limit")) {
      return 1 + ofItsFields;
    }
    Integer limit = (Integer) field.getResolvedArguments().get("limit");
    long items = limit == null ? Arguments.DEFAULT_LIMIT : Math.max(0, limit);
    return Math.min(TOO_LARGE, 1 + items * ofItsFields);
  }

  /** Whether the schema lets the field have the argument: a list takes a limit. */
  boolean takes(ExecutableNormalizedField field, String argument) {
    return field.getFieldDefinitions(schema).getFirst().getArgument(argument) != null;
  }
}
