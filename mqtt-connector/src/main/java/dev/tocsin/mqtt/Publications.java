package dev.tocsin.mqtt;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventStatus;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.mqtt.Publication.Kind;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.RegistryChange;
import java.util.ArrayList;
import java.util.List;

/** Which messages a change gives rise to, on which topics. */
final class Publications {
  private final String root;
  private final boolean retainEvents;

  /**
   * @param root what every topic begins with
   * @param retainEvents whether an event's messages stay on the broker while it is open
   */
  Publications(String root, boolean retainEvents) {
    this.root = root;
    this.retainEvents = retainEvents;
  }

  List<Publication> of(EventChange change) {
    Event event = change.event();
    String topic = topic(event);
    boolean retained = retainEvents && event.status() != EventStatus.RESOLVED;
    return switch (change.type()) {
      case CREATED ->
          List.of(event(event, topic, retained), state(topic, stateOf(event), retained));
      case UPDATED -> List.of(event(event, topic, retained));
      case RESOLVED ->
          andForgotten(
              topic, List.of(event(event, topic, false), state(topic, stateOf(event), false)));
      case ACKNOWLEDGED -> List.of(event(event, topic, retained), newestAck(event, topic));
      case DELETED -> andForgotten(topic, List.of(state(topic, "DELETED", false)));
    };
  }

  List<Publication> of(RegistryChange<EventModel> change) {
    EventModel model = change.object();
    String topic = root + "/" + model.slug() + "/eventModels/" + model.uuid();
    List<Publication> publications = new ArrayList<>();
    if (change.isDeletion()) {
      publications.add(Publication.clearing(Kind.EVENT_MODEL, topic));
      publications.add(modelState(topic, "DELETED"));
      return publications;
    }
    publications.add(new Publication(Kind.EVENT_MODEL, topic, Payloads.model(model), true));
    if (change.type() == ChangeType.CREATED) {
      publications.add(modelState(topic, "CREATED"));
    }
    if (change.previousStatus() != model.status()) {
      publications.add(modelState(topic, model.status().name()));
    }
    return publications;
  }

  List<Publication> of(EventRejection rejected) {
    byte[] payload = Payloads.rejection(rejected.rejection(), rejected.input().format());
    String topic = rejected.input().topic() + InputTopic.ANSWER_SUFFIX;
    return List.of(new Publication(Kind.ERROR, topic, payload, false));
  }

  /** A receipt goes where its receiver wants it. */
  List<Publication> of(InputReceipt receipt, String responseTopic) {
    return List.of(new Publication(Kind.RECEIPT, responseTopic, Payloads.receipt(receipt), false));
  }

  private String topic(Event event) {
    String system = root + "/" + event.slug() + "/systems/" + event.systemUuid();
    String entity =
        event.componentCode() == null ? system : system + "/components/" + event.componentCode();
    return entity + "/events/" + event.uuid();
  }

  // A new single-point event is ACTIVE to those who watch its state, although it has no status.
  private static String stateOf(Event event) {
    return event.status() == null ? EventStatus.ACTIVE.name() : event.status().name();
  }

  private static Publication event(Event event, String topic, boolean retained) {
    return new Publication(Kind.EVENT, topic, Payloads.event(event), retained);
  }

  private static Publication state(String eventTopic, String state, boolean retained) {
    return Publication.text(Kind.EVENT_STATE, eventTopic + "/state", state, retained);
  }

  private static Publication newestAck(Event event, String topic) {
    byte[] payload = Payloads.ack(event.acks().getLast());
    return new Publication(Kind.EVENT_ACK, topic + "/ack", payload, false);
  }

  private static Publication modelState(String modelTopic, String state) {
    return Publication.text(Kind.EVENT_MODEL_STATE, modelTopic + "/state", state, true);
  }

  private List<Publication> andForgotten(String topic, List<Publication> publications) {
    if (!retainEvents) {
      return publications;
    }
    List<Publication> all = new ArrayList<>(publications);
    all.add(Publication.clearing(Kind.EVENT, topic));
    all.add(Publication.clearing(Kind.EVENT_STATE, topic + "/state"));
    return all;
  }
}
