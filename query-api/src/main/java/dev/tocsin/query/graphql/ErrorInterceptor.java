package dev.tocsin.query.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
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
    Mono<WebGraphQlResponse> answer =
        request.getDocument().length() > longestQuery
            ? Mono.just(tooLong(request))
            : chain.next(inEnglish(request)).map(this::translated);
    return isStream(request) ? answer.map(this::streamed) : answer;
  }

  /** Our own errors are in English, so those that graphql-java makes are too. */
  private static WebGraphQlRequest inEnglish(WebGraphQlRequest request) {
    request.configureExecutionInput((input, builder) -> builder.locale(Locale.ROOT).build());
    return request;
  }

  private static boolean isStream(WebGraphQlRequest request) {
    return request instanceof WebSocketGraphQlRequest
        || request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
  }

  /**
   * Lets a stream that breaks off say why, and one that cannot begin too: that is an error of the
   * stream and no item of it.
   */
  private WebGraphQlResponse streamed(WebGraphQlResponse response) {
    if (response.getData() instanceof Publisher<?> items) {
      Flux<?> explained =
          Flux.from(items)
              .onErrorMap(e -> new SubscriptionPublisherException(List.of(errors.translate(e)), e));
      return response.transform(builder -> builder.data(explained));
    }
    List<GraphQLError> refusal = response.getExecutionResult().getErrors();
    if (refusal.isEmpty() || response.getData() != null) {
      return response;
    }
    return response.transform(
        builder ->
            builder
                .errors(List.of())
                .data(Flux.error(new SubscriptionPublisherException(refusal, null))));
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
