package dev.tocsin.benchmarks;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Entry;
import dev.tocsin.event.EntryReader;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventId;
import dev.tocsin.event.EventRequest;
import dev.tocsin.event.EventRules;
import dev.tocsin.event.Events;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.Registry;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the rules cost when the lookups cost nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventRulesBenchmark {
  private final EventModel model = Samples.model();
  private final EventRequest request = request(EntryReader.read(Samples.entry(Samples.NOW)));
  private final EventRules newEvents =
      new EventRules(new OneSystem(), (entity, event) -> Optional.empty());
  private final EventRules knownEvents = new EventRules(new OneSystem(), known());

  @Benchmark
  public Decision raiseANewEvent() {
    return newEvents.decide(request, Samples.NOW);
  }

  @Benchmark
  public Decision repeatAKnownEvent() {
    return knownEvents.decide(request, Samples.NOW);
  }

  @Benchmark
  public UUID nameAnEvent() {
    return EventId.of(Samples.SYSTEM, model.uuid(), Samples.NOW);
  }

  private Events known() {
    Event event = ((Decision.Changed) newEvents.decide(request, Samples.NOW)).change().event();
    return (entityUuid, eventUuid) -> Optional.of(event);
  }

  private static EventRequest request(Entry entry) {
    return new EventRequest(Samples.SLUG, EntityType.SYSTEM, Samples.SYSTEM, Samples.NOW, entry);
  }

  private final class OneSystem implements Registry {
    private final Optional<Entity> system = Optional.of(Samples.system());

    @Override
    public Optional<Entity> entity(UUID uuid) {
      return system;
    }

    @Override
    public Optional<EventModel> eventModel(UUID uuid) {
      return Optional.of(model);
    }

    @Override
    public Optional<EventModel> eventModel(String slug, String code) {
      return Optional.of(model);
    }

    @Override
    public boolean isLinked(UUID eventModelUuid, UUID componentModelUuid) {
      return true;
    }
  }
}
