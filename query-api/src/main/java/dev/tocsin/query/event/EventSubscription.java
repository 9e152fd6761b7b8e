package dev.tocsin.query.event;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsSubscription;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.query.CallerResolver;
import dev.tocsin.query.graphql.Arguments;
import dev.tocsin.query.live.LiveEvents;
import graphql.schema.DataFetchingEnvironment;
import org.reactivestreams.Publisher;

/** Shows events as they change. */
@DgsComponent
public final class EventSubscription {
  private final LiveEvents live;
  private final CallerResolver callers;

  public EventSubscription(LiveEvents live, CallerResolver callers) {
    this.live = live;
    this.callers = callers;
  }

  @DgsSubscription
  public Publisher<EventChange> events(DataFetchingEnvironment environment) {
    return live.watch(new Arguments(environment).selection(callers.current().slug()));
  }

  @DgsData(parentType = "EventChange", field = "change")
  public EventChangeType change(DataFetchingEnvironment environment) {
    return environment.<EventChange>getSource().type();
  }
}
