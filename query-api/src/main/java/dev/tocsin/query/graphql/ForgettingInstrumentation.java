package dev.tocsin.query.graphql;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.dataloader.PerLevelDataLoaderDispatchStrategy;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;

/**
 * Lets a subscription forget how it loaded what belongs to an event, once that is told.
 *
 * <p>graphql-java keeps a record of it for each event until the subscription ends (its issue 4314).
 * 26.2 does not, but there is no DGS for that yet; then this class can go.
 */
public final class ForgettingInstrumentation extends SimplePerformantInstrumentation {
  @Override
  public InstrumentationContext<ExecutionResult> beginSubscribedFieldEvent(
      InstrumentationFieldParameters parameters, InstrumentationState state) {
    ExecutionContext context = parameters.getExecutionContext();
    return SimpleInstrumentationContext.whenCompleted(
        (result, fault) ->
            context.setDataLoaderDispatcherStrategy(
                new PerLevelDataLoaderDispatchStrategy(context)));
  }
}
