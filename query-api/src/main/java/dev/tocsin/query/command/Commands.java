package dev.tocsin.query.command;

import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventCommand;
import dev.tocsin.event.EventRequest;
import dev.tocsin.kafka.Topics;
import dev.tocsin.query.graphql.ApiException;
import dev.tocsin.query.graphql.Classification;
import dev.tocsin.query.view.Barrier;
import dev.tocsin.query.view.Kind;
import dev.tocsin.query.view.View;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.RegistryCommand;
import dev.tocsin.registry.RegistryObject;
import dev.tocsin.registry.SystemEntity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users command. Each answers once the effect is durable and the view shows it, so that the
 * caller's next query sees it. Thread-safe.
 */
public final class Commands {
  private static final Logger log = LoggerFactory.getLogger(Commands.class);

  /** An event that a device raised is in the view by then, in the usual case. */
  private static final Duration A_MOMENT = Duration.ofMillis(100);

  private final CommandGateway gateway;
  private final View view;
  private final Barrier barrier;
  private final List<String> eventsTopic;
  private final List<String> allTopics;
  private final Duration timeout;
  private final Clock clock;

  public Commands(
      CommandGateway gateway,
      View view,
      Barrier barrier,
      Topics topics,
      Duration timeout,
      Clock clock) {
    this.gateway = gateway;
    this.view = view;
    this.barrier = barrier;
    this.eventsTopic = List.of(topics.events().name());
    this.allTopics =
        List.of(
            topics.events().name(),
            topics.entities().name(),
            topics.eventModels().name(),
            topics.componentModels().name(),
            topics.eventModelLinks().name());
    this.timeout = timeout;
    this.clock = clock;
  }

  /** Creates or changes an object. */
  public <T extends RegistryObject> T save(Class<T> type, String slug, RegistryCommand command) {
    RegistryObject object = gateway.send(slug, command);
    awaitVersion(kind(object), object.uuid(), object.version());
    return type.cast(object);
  }

  /** Deletes an object and what cannot be without it. */
  public void delete(String slug, RegistryCommand.Delete command) {
    RegistryObject object = gateway.send(slug, command);
    awaitAbsence(kind(object), object.uuid());
  }

  /** Raises an event of an entity. */
  public Event raise(String slug, UUID entityUuid, EventCommand command) {
    return save(new EventRequest(slug, null, entityUuid, clock.instant(), command));
  }

  /** Changes an event of which the caller knows nothing but the uuid. */
  public Event change(String slug, UUID eventUuid, EventCommand command) {
    return save(request(slug, eventUuid, command));
  }

  public void delete(String slug, UUID eventUuid) {
    gateway.send(request(slug, eventUuid, new EventCommand.Delete(eventUuid)));
    awaitAbsence(View.EVENTS, eventUuid);
  }

  /** How many events of the model go on, everything counted that had happened when this began. */
  public long activeEvents(String slug, UUID eventModelUuid) {
    catchUp();
    return view.activeEvents(slug, eventModelUuid);
  }

  private Event save(EventRequest request) {
    Event event = gateway.send(request);
    awaitVersion(View.EVENTS, event.uuid(), event.version());
    return event;
  }

  /** The entity is the command's key, and only the view can tell it by the event. */
  private EventRequest request(String slug, UUID eventUuid, EventCommand command) {
    Optional<UUID> entity = view.entityOfEvent(slug, eventUuid);
    if (entity.isEmpty()) {
      awaitIfRecent(eventUuid);
      entity = view.entityOfEvent(slug, eventUuid);
    }
    return new EventRequest(
        slug,
        null,
        entity.orElseThrow(
            () ->
                new ApiException(
                    Classification.NOT_FOUND,
                    ErrorCode.EVENT_DOES_NOT_EXIST,
                    "An event with the uuid " + eventUuid + " does not exist")),
        clock.instant(),
        command);
  }

  /** Returns once the view has the event, or everything that had happened when this began. */
  private void awaitIfRecent(UUID eventUuid) {
    try {
      if (!barrier.await(View.EVENTS, eventUuid, version -> version > 0, A_MOMENT)) {
        catchUp();
      }
    } catch (InterruptedException e) {
      throw stopping();
    }
  }

  private void catchUp() {
    try {
      if (!barrier.await(eventsTopic, timeout)) {
        throw ApiException.unavailable("The read model is behind; try again soon.");
      }
    } catch (InterruptedException e) {
      throw stopping();
    }
  }

  private static ApiException stopping() {
    Thread.currentThread().interrupt();
    return ApiException.unavailable("The service is stopping.");
  }

  private void awaitVersion(Kind<?> kind, UUID uuid, long version) {
    awaitView(kind, uuid, shown -> shown >= version);
  }

  private void awaitAbsence(Kind<?> kind, UUID uuid) {
    awaitView(kind, uuid, shown -> shown == 0);
  }

  /** Whatever goes wrong from here on, the command has taken effect. */
  private void awaitView(Kind<?> kind, UUID uuid, LongPredicate wanted) {
    try {
      if (!barrier.awaitOrPass(kind, uuid, wanted, allTopics, timeout)) {
        throw notShown();
      }
    } catch (DataAccessException e) {
      log.warn("A command took effect, but the read model could not be asked for it", e);
      throw notShown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notShown();
    }
  }

  private static ApiException notShown() {
    return ApiException.timeout("The command took effect, but queries do not show it yet.");
  }

  private static Kind<?> kind(RegistryObject object) {
    return switch (object) {
      case SystemEntity system -> View.SYSTEMS;
      case ComponentEntity component -> View.COMPONENTS;
      case ComponentModel model -> View.COMPONENT_MODELS;
      case EventModel model -> View.EVENT_MODELS;
      case EventModelLink link -> View.EVENT_MODEL_LINKS;
    };
  }
}
