package dev.tocsin.query.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.Map;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import reactor.core.publisher.Mono;

/** The door that every request and answer passes, whatever transport they come by. */
public final class ErrorInterceptor implements WebGraphQlInterceptor {
  private final ErrorTranslator errors;
  private final int longestQuery;

  public ErrorInterceptor(ErrorTranslator errors, int longestQuery) {
    this.errors = errors;
    this.longestQuery = longestQuery;
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    return request.getDocument().length() > longestQuery
        ? Mono.just(tooLong(request))
        : chain.next(request).map(this::translated);
  }

  private WebGraphQlResponse tooLong(WebGraphQlRequest request) {
    GraphQLError error =
        GraphqlErrorBuilder.newError()
            .message("The query is longer than %s characters.", longestQuery)
            .errorType(Classification.VALIDATION)
            .extensions(Map.of("classification", Classification.VALIDATION.name()))
            .build();
    return new WebGraphQlResponse(
        new DefaultExecutionGraphQlResponse(
            request.toExecutionInput(),
            ExecutionResult.newExecutionResult().addError(error).build()));
  }

  private WebGraphQlResponse translated(WebGraphQlResponse response) {
    if (response.getExecutionResult().getErrors().isEmpty()) {
      return response;
    }
    return response.transform(
        builder ->
            builder.errors(
                response.getExecutionResult().getErrors().stream()
                    .map(errors::translate)
                    .toList()));
  }
}
