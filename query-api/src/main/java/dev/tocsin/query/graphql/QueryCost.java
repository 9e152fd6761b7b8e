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
    AnswerSize size = new AnswerSize(execution.getGraphQLSchema());
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
