package dev.tocsin.laboratory.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.load.Thing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether the read model says the same as the topics. */
record ViewCheck(GraphQl graphQl, List<Thing> things, Observation observation) {
  private static final String PAGE =
      """
      { events(entityUuid: "%s", limit: 500%s) { cursor items {
        uuid time endTime status acknowledged metadataKeyValueStore { key }
      } } }
      """;

  /** An event as both sides can say it. */
  private record State(
      Instant time, Instant endTime, String status, boolean acknowledged, Set<String> metadata) {}

  /** The first difference; empty where there is none. */
  String difference() {
    Map<String, State> topics = topics();
    Map<String, State> view = view();
    for (String event : union(topics.keySet(), view.keySet())) {
      State inTopics = topics.get(event);
      State inView = view.get(event);
      if (inTopics == null || !inTopics.equals(inView)) {
        return "%s is %s in the topics and %s in the view (%d and %d events)"
            .formatted(event, inTopics, inView, topics.size(), view.size());
      }
    }
    return "";
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }

  private Map<String, State> topics() {
    Map<String, State> states = new HashMap<>();
    observation
        .changes()
        .forEach(
            (event, changes) -> {
              Change last = changes.getLast();
              if (!last.type().equals("DELETED")) {
                states.put(
                    event,
                    new State(
                        last.time(),
                        last.endTime(),
                        last.status(),
                        last.acks() > 0,
                        last.metadata().keySet()));
              }
            });
    return states;
  }

  private Map<String, State> view() {
    Map<String, State> states = new HashMap<>();
    for (Thing thing : things) {
      String after = "";
      do {
        JsonNode page = graphQl.get(PAGE.formatted(thing.uuid(), after));
        for (JsonNode event : page.path("items")) {
          states.put(event.path("uuid").asText(), state(event));
        }
        after =
            page.path("cursor").isNull()
                ? ""
                : ", after: \"%s\"".formatted(page.path("cursor").asText());
      } while (!after.isEmpty());
    }
    return states;
  }

  private static State state(JsonNode event) {
    Set<String> metadata = new TreeSet<>();
    event.path("metadataKeyValueStore").forEach(pair -> metadata.add(pair.path("key").asText()));
    return new State(
        instant(event.path("time")),
        instant(event.path("endTime")),
        event.path("status").isNull() ? null : event.path("status").asText(),
        event.path("acknowledged").asBoolean(),
        metadata);
  }

  private static Instant instant(JsonNode text) {
    return text.isNull() ? null : OffsetDateTime.parse(text.asText()).toInstant();
  }
}
