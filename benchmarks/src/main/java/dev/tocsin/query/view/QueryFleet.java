package dev.tocsin.query.view;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.ComponentConnectionState;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.ComponentType;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.RegistryObject;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemConnectionState;
import dev.tocsin.registry.SystemEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A fleet with the events of a month, made from a seed, in a view. */
public final class QueryFleet {
  static final String SLUG = "company-example";
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration PERIOD = Duration.ofDays(30);
  private static final int BATCH = 2_000;

  private final Random random = new Random(42);
  private final Database database;
  private final List<SystemEntity> systems = new ArrayList<>();
  private final List<ComponentModel> componentModels = new ArrayList<>();
  private final List<ComponentEntity> components = new ArrayList<>();
  private final List<EventModel> eventModels = new ArrayList<>();

  QueryFleet(Database database, int systemCount, int componentCount) {
    this.database = database;
    for (int i = 0; i < 50; i++) {
      componentModels.add(componentModel("cm-" + i));
    }
    for (int i = 0; i < 40; i++) {
      eventModels.add(eventModel("em-" + i, i));
    }
    for (int i = 0; i < systemCount; i++) {
      systems.add(system("system-" + i));
    }
    for (int i = 0; i < componentCount; i++) {
      components.add(component("component-" + i, systems.get(i % systemCount)));
    }
  }

  List<SystemEntity> systems() {
    return systems;
  }

  List<ComponentModel> componentModels() {
    return componentModels;
  }

  void writeRegistry() {
    List<RegistryObject> all = new ArrayList<>(componentModels);
    all.addAll(eventModels);
    all.addAll(systems);
    all.addAll(components);
    for (int begin = 0; begin < all.size(); begin += BATCH) {
      Changes changes = new Changes();
      all.subList(begin, Math.min(all.size(), begin + BATCH))
          .forEach(o -> changes.add(new RegistryChange<>(ChangeType.CREATED, o, null)));
      write(changes);
    }
  }

  /** Writes events as the projection does, and says how fast. */
  void writeEvents(int count) {
    long began = System.nanoTime();
    for (int done = 0; done < count; done += BATCH) {
      Changes changes = new Changes();
      for (int i = 0; i < BATCH; i++) {
        changes.add(new EventChange(EventChangeType.CREATED, event(done + i, count)));
      }
      write(changes);
      if ((done + BATCH) % 100_000 == 0) {
        System.out.printf(
            "%,10d events written, %,.0f/s%n",
            done + BATCH, (done + BATCH) * 1e9 / (System.nanoTime() - began));
      }
    }
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void write(Changes changes) {
    database.writer().transaction(transaction -> new ViewWriter(transaction.dsl()).write(changes));
  }

  private Event event(int number, int count) {
    EventModel model = any(eventModels);
    Entity entity = model.entityType() == EntityType.SYSTEM ? any(systems) : any(components);
    Instant time = NOW.minus(PERIOD).plusMillis(PERIOD.toMillis() * number / count);
    boolean active = random.nextInt(10) == 0;
    boolean acknowledged = random.nextInt(10) < 6;
    return new Event(
        new UUID(random.nextLong(), random.nextLong()),
        SLUG,
        entity.uuid(),
        entity.systemUuid(),
        entity.type() == EntityType.COMPONENT ? entity.code() : null,
        EventModelSnapshot.of(model),
        time,
        active ? null : time.plusSeconds(60),
        active ? EventStatus.ACTIVE : EventStatus.RESOLVED,
        acknowledged ? List.of(new Ack(new UUID(0, random.nextInt(20)), time)) : List.of(),
        Metadata.of(Map.of("reading", new MetadataValue.Whole(random.nextInt(1000)))),
        time,
        time,
        1);
  }

  private SystemEntity system(String code) {
    return new SystemEntity(
        uuid(),
        SLUG,
        code,
        code,
        null,
        null,
        null,
        SystemConnectionState.UNDEFINED,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        NOW,
        NOW,
        1);
  }

  private ComponentEntity component(String code, SystemEntity system) {
    return new ComponentEntity(
        uuid(),
        SLUG,
        code,
        null,
        system.uuid(),
        any(componentModels).uuid(),
        ComponentConnectionState.UNDEFINED,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        NOW,
        NOW,
        1);
  }

  private ComponentModel componentModel(String code) {
    return new ComponentModel(
        uuid(),
        SLUG,
        code,
        code,
        null,
        ComponentType.DEVICE,
        true,
        Status.ACTIVATED,
        Metadata.NONE,
        NOW,
        NOW,
        1);
  }

  private EventModel eventModel(String code, int number) {
    return new EventModel(
        uuid(),
        SLUG,
        code,
        EventType.RANGED,
        EventLevel.values()[number / 2 % 4],
        number % 3 == 0 ? EntityType.SYSTEM : EntityType.COMPONENT,
        false,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        NOW,
        NOW,
        1);
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
