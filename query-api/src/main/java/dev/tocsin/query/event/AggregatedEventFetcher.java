package dev.tocsin.query.event;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsQuery;
import dev.tocsin.query.CallerResolver;
import dev.tocsin.query.QuerySettings;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.graphql.Arguments;
import dev.tocsin.query.graphql.EventModelCode;
import dev.tocsin.query.graphql.Loaders;
import dev.tocsin.query.graphql.Reference;
import dev.tocsin.query.view.CursorPage;
import dev.tocsin.query.view.EventCount;
import dev.tocsin.query.view.Grouping;
import dev.tocsin.query.view.View;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Answers how many events there are of what. */
@DgsComponent
public final class AggregatedEventFetcher {
  private final View view;
  private final CallerResolver callers;
  private final QuerySettings.Limits limits;

  public AggregatedEventFetcher(View view, CallerResolver callers, QuerySettings.Limits limits) {
    this.view = view;
    this.callers = callers;
    this.limits = limits;
  }

  @DgsQuery
  public CursorPage<EventCount> aggregatedEvents(DataFetchingEnvironment environment) {
    Arguments arguments = new Arguments(environment);
    return view.counts(
            arguments.constant("groupBy", Grouping.class),
            arguments.selection(callers.current().slug()),
            arguments.limit(limits.pageSize()),
            arguments.text("after"))
        .orElseThrow(() -> ApiException.invalid("after is not a cursor of a page in this order."));
  }

  @DgsData(parentType = "AggregatedEvent", field = "groupingEntity")
  public CompletableFuture<?> groupingEntity(DataFetchingEnvironment environment) {
    EventCount count = environment.getSource();
    return switch (count.grouping()) {
      case SYSTEM -> load(environment, Loaders.SYSTEMS, count);
      case COMPONENT -> load(environment, Loaders.COMPONENTS, count);
      case COMPONENT_MODEL -> load(environment, Loaders.COMPONENT_MODELS, count);
      case EVENT_MODEL -> load(environment, Loaders.EVENT_MODELS, count);
      case EVENT_MODEL_CODE ->
          CompletableFuture.completedFuture(new EventModelCode((String) count.key()));
    };
  }

  private static CompletableFuture<?> load(
      DataFetchingEnvironment environment, String loader, EventCount count) {
    return Loaders.load(environment, loader, new Reference(count.slug(), (UUID) count.key()));
  }
}
