package dev.tocsin.query.live;

import dev.tocsin.event.EventChange;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.view.Selection;
import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * One client's watch: what it wants to see, and a bounded buffer of what it has not read yet. A
 * client that lets it run full is told so and dropped; the others notice nothing.
 */
final class Subscriber {
  private final Selection selection;
  private final Sinks.Many<EventChange> sink;

  Subscriber(Selection selection, int buffer) {
    this.selection = selection;
    this.sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(buffer));
  }

  Selection selection() {
    return selection;
  }

  /** The changes; what the client asks about each is found out on a thread of the scheduler. */
  Flux<EventChange> changes(Scheduler scheduler) {
    return sink.asFlux().publishOn(scheduler, 1);
  }

  /** Whether the client goes on: false once it was too slow or has left. */
  boolean offer(EventChange change) {
    Sinks.EmitResult result = sink.tryEmitNext(change);
    if (result == Sinks.EmitResult.FAIL_OVERFLOW) {
      end(ApiException.unavailable("The client reads too slowly; subscribe again."));
    }
    return result.isSuccess();
  }

  void end(ApiException reason) {
    var unused = sink.tryEmitError(reason);
  }
}
