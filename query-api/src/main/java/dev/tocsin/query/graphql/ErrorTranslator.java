package dev.tocsin.query.graphql;

import dev.tocsin.query.view.Database;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.SubscriptionPublisherException;

/**
 * Decides what a client is told of an error: its classification, its code, and a sentence. Nothing
 * else of what went wrong leaves the service; faults of ours go to the log.
 */
public final class ErrorTranslator implements DataFetcherExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ErrorTranslator.class);

  // graphql-java quotes a literal as its syntax tree prints itself, and says which class it is of.
  private static final Pattern CLASSES =
      Pattern.compile(
          "( with value| -)? '\\w+\\{.*\\}'"
              + "| - Expected an AST type of '\\w+'( or '\\w+')?"
              + "|: Expected type 'Map' .*"
              + "|,? but it was an? '\\w+'",
          Pattern.DOTALL);

  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters parameters) {
    GraphQLError error =
        withText(
            classified(unwrapped(parameters.getException())),
            GraphqlErrorBuilder.newError(parameters.getDataFetchingEnvironment()));
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }

  /** What ended a stream as a client may see it. */
  GraphQLError translate(Throwable fault) {
    return withText(classified(unwrapped(fault)), GraphqlErrorBuilder.newError());
  }

  /** The error as a client may see it: those that graphql-java makes itself know no classes. */
  public GraphQLError translate(GraphQLError error) {
    if (error.getErrorType() instanceof Classification) {
      return error;
    }
    Classification classification =
        switch (error.getErrorType()) {
          case ErrorType.InvalidSyntax,
              ErrorType.ValidationError,
              ErrorType.OperationNotSupported,
              ErrorType.ExecutionAborted ->
              Classification.VALIDATION;
          case null, default -> Classification.INTERNAL;
        };
    String message =
        classification == Classification.VALIDATION
            ? CLASSES.matcher(error.getMessage()).replaceAll("")
            : "An internal error happened.";
    return GraphqlErrorBuilder.newError()
        .message("%s", message)
        .path(error.getPath())
        .locations(error.getLocations())
        .errorType(classification)
        .extensions(Map.of("classification", classification.name()))
        .build();
  }

  private static GraphQLError withText(ApiException e, GraphqlErrorBuilder<?> builder) {
    Map<String, Object> extensions = new HashMap<>();
    extensions.put("classification", e.classification().name());
    if (e.code() != null) {
      extensions.put("code", e.code().text());
    }
    return builder
        .errorType(e.classification())
        .message("%s", e.getMessage())
        .extensions(extensions)
        .build();
  }

  private static ApiException classified(Throwable fault) {
    return switch (fault) {
      case ApiException e -> e;
      case DataAccessException e when Database.isTimeout(e) ->
          ApiException.timeout("The query takes too long; ask for less.");
      case DataAccessException e -> {
        log.warn("The read model could not be asked", e);
        yield ApiException.unavailable("The read model cannot be asked now; try again soon.");
      }
      default -> {
        UUID reference = UUID.randomUUID();
        log.error("A fault of ours, {}", reference, fault);
        yield new ApiException(
            Classification.INTERNAL,
            null,
            "An internal error happened; the log has it as " + reference + ".");
      }
    };
  }

  private static Throwable unwrapped(Throwable e) {
    boolean wraps = e instanceof CompletionException || e instanceof SubscriptionPublisherException;
    return wraps && e.getCause() != null ? e.getCause() : e;
  }
}
