package dev.tocsin.query.live;

import static java.util.stream.Collectors.groupingBy;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.view.Database;
import dev.tocsin.query.view.MomentaryView;
import dev.tocsin.query.view.Selection;
import dev.tocsin.query.view.View;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Hands every change of an event to the clients that watch for it. Thread-safe. */
public final class LiveEvents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);

  private final EventModels models;
  private final int buffer;
  private final int most;
  private final Counter dropped;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final MomentaryView moment = new MomentaryView();
  private final Scheduler scheduler =
      Schedulers.newBoundedElastic(
          Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE, Integer.MAX_VALUE, "tocsin-live");

  private volatile boolean open;

  /**
   * @param buffer how many changes a client may be behind
   * @param most how many clients may watch at once
   */
  public LiveEvents(View view, int buffer, int most, MeterRegistry metrics) {
    models = new EventModels(view);
    this.buffer = buffer;
    this.most = most;
    Gauge.builder("tocsin.query.subscribers", subscribers, Set::size)
        .description("Clients that watch events")
        .register(metrics);
    dropped =
        Counter.builder("tocsin.query.subscribers.dropped")
            .description("Clients that read too slowly and were dropped")
            .register(metrics);
  }

  /** The changes of selected events from now on. */
  public Flux<EventChange> watch(Selection selection) {
    return Flux.defer(
        () -> {
          if (subscribers.size() >= most) {
            return Flux.error(ApiException.unavailable("Too many clients are watching."));
          }
          Subscriber subscriber = new Subscriber(selection, buffer);
          subscribers.add(subscriber);
          // Looked at once it is among them, so that a break from here on is told to it.
          if (!open) {
            subscribers.remove(subscriber);
            return Flux.error(
                ApiException.unavailable("Changes cannot be watched now; try again soon."));
          }
          return subscriber.changes(scheduler).doFinally(signal -> subscribers.remove(subscriber));
        });
  }

  /** Whether anybody does. */
  boolean isWatched() {
    return !subscribers.isEmpty();
  }

  /** Passes on what happened, in its order. For one thread. */
  void publish(List<EventChange> changes) {
    List<EventChange> wave = new ArrayList<>();
    Set<UUID> inWave = new HashSet<>();
    for (EventChange change : changes) {
      // A view holds an event once: a second change of it is put to the filters by itself.
      if (!inWave.add(change.event().uuid())) {
        publishWave(wave);
        wave.clear();
        inWave.clear();
        inWave.add(change.event().uuid());
      }
      wave.add(change);
    }
    publishWave(wave);
  }

  /** Lets clients watch: no change will be missed from now on. */
  void open() {
    open = true;
  }

  /**
   * Ends every watch, since changes may be missed, and lets nobody watch until it is open again.
   */
  void breakOff() {
    open = false;
    endAll("Changes may have been missed; subscribe again.");
  }

  @Override
  public void close() {
    endAll("The service is stopping.");
    scheduler.dispose();
    moment.close();
  }

  private void publishWave(List<EventChange> wave) {
    if (wave.isEmpty()) {
      return;
    }
    List<Event> events = wave.stream().map(EventChange::event).toList();
    moment.show(events, models.of(events));
    subscribers.stream()
        .collect(groupingBy(Subscriber::selection))
        .forEach((selection, alike) -> publishWave(wave, selection, alike));
  }

  private void publishWave(List<EventChange> wave, Selection selection, List<Subscriber> alike) {
    Set<UUID> wanted;
    try {
      wanted = moment.matching(selection);
    } catch (DataAccessException e) {
      ApiException refusal = refusal(e);
      alike.forEach(subscriber -> subscriber.end(refusal));
      alike.forEach(subscribers::remove);
      log.info("Ended {} watches: {}", alike.size(), refusal.getMessage());
      return;
    }
    List<EventChange> matching =
        wave.stream().filter(change -> wanted.contains(change.event().uuid())).toList();
    for (Subscriber subscriber : alike) {
      if (!matching.stream().allMatch(subscriber::offer)) {
        subscribers.remove(subscriber);
        dropped.increment();
        log.info("Dropped a client that reads too slowly");
      }
    }
  }

  private static ApiException refusal(DataAccessException e) {
    return Database.isTimeout(e)
        ? ApiException.timeout("The filter takes too long; ask for less.")
        : ApiException.invalid("The filter is more than the database can take; ask for less.");
  }

  private void endAll(String reason) {
    subscribers.forEach(subscriber -> subscriber.end(ApiException.unavailable(reason)));
  }
}
