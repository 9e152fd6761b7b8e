package dev.tocsin.query.graphql;

import dev.tocsin.query.QuerySettings;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;

/**
 * Refuses a query that would cost others too much, before any of it is answered.
 *
 * <p>It looks at the normalized operation, where a fragment stands wherever it is spread:
 * graphql-java's own limits on depth and complexity count a fragment once. Normalizing itself ends
 * at 100,000 fields.
 */
public final class QueryCost extends SimplePerformantInstrumentation {
  private final QuerySettings.Limits limits;

  public QueryCost(QuerySettings.Limits limits) {
    this.limits = limits;
  }

  @Override
  public InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
    ExecutionContext execution = parameters.getExecutionContext();
    ExecutableNormalizedOperation operation = execution.getNormalizedQueryTree().get();
    require(
        operation.getOperationDepth() <= limits.queryDepth(),
        "The fields of the query are nested more than " + limits.queryDepth() + " deep.");
    require(
        operation.getOperation() != OperationDefinition.Operation.MUTATION
            || operation.getTopLevelFields().size() <= limits.mutations(),
        "The document has more than " + limits.mutations() + " mutations.");
    AnswerSize size = new AnswerSize(execution.getGraphQLSchema());
    FilterSize filters = new FilterSize();
    int lists = 0;
    for (ExecutableNormalizedField field : operation.getNormalizedFieldToMergedField().keySet()) {
      if (size.takes(field, "limit")) {
        lists++;
      }
      if (size.takes(field, "where")) {
        filters.add(field.getResolvedArguments());
      }
    }
    require(lists <= limits.lists(), "The query asks for more than " + limits.lists() + " lists.");
    require(
        filters.conditions() <= limits.conditions(),
        "The filters of the query have more than " + limits.conditions() + " conditions.");
    require(
        filters.depth() <= limits.queryDepth(),
        "The filters of the query are nested more than " + limits.queryDepth() + " deep.");
    require(
        size.of(operation.getTopLevelFields()) <= limits.answerSize(),
        "The answer may hold more than " + limits.answerSize() + " values: ask for smaller pages.");
    return SimpleInstrumentationContext.noOp();
  }

  private static void require(boolean isWithin, String otherwise) {
    if (!isWithin) {
      throw new AbortExecutionException(otherwise);
    }
  }
}
