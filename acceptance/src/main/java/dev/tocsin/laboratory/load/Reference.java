package dev.tocsin.laboratory.load;

import dev.tocsin.laboratory.load.Judgement.Effect;
import dev.tocsin.laboratory.load.Judgement.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules once more, in plain Java, written from the MQTT contract and from nothing else: what
 * each input must come to, and what every event is in the end.
 */
public final class Reference {
  static final int MOST_ENTRIES = 1_000;

  /** When every event ends that an operator ends. */
  public static final Instant COMMANDED_END = Instant.parse("2025-12-31T00:00:00Z");

  private static final Set<String> FIELDS =
      Set.of("uuid", "eventModelCode", "eventModelUuid", "time", "endTime", "metadata");

  private final Fleet fleet;
  private final Map<String, ExpectedEvent> events = new ConcurrentHashMap<>();

  public Reference(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Every event that anything may have raised. */
  public Map<String, ExpectedEvent> events() {
    return Collections.unmodifiableMap(events);
  }

  /** An operator raises this event, whether it comes to be or not. */
  void expectCommanded(String event, Thing thing, Blueprint blueprint, Instant time) {
    events.put(event, new ExpectedEvent(event, thing, blueprint, time, true));
  }

  /** Inputs of one thing are to be judged in the order in which they are sent. */
  Judgement judge(Input input) {
    if (input.entries() == null || isNeitherObjectNorArray(input.entries())) {
      return whole("PAYLOAD_INVALID");
    }
    if (input.entries().size() > MOST_ENTRIES) {
      return whole("PAYLOAD_TOO_LARGE");
    }
    List<Effect> effects = new ArrayList<>();
    SortedMap<Integer, SortedSet<String>> refused = new TreeMap<>();
    for (int i = 0; i < input.entries().size(); i++) {
      SortedSet<String> faults = new TreeSet<>();
      effect(input.thing(), input.entries().get(i), faults).ifPresent(effects::add);
      if (!faults.isEmpty()) {
        refused.put(i, faults);
      }
    }
    return new Judgement(
        effects, refused.isEmpty() ? null : new Refusal("SOME_DATA_INVALID", refused));
  }

  private static boolean isNeitherObjectNorArray(List<Object> entries) {
    return entries.size() == 1 && !(entries.getFirst() instanceof Map);
  }

  private static Judgement whole(String code) {
    return new Judgement(List.of(), new Refusal(code, new TreeMap<>()));
  }

  private Optional<Effect> effect(Thing thing, Object content, Set<String> faults) {
    if (!(content instanceof Map<?, ?> entry)) {
      faults.add("_schema");
      return Optional.empty();
    }
    checkFields(entry, faults);
    checkThing(thing, faults);
    return entry.containsKey("uuid") ? update(entry, faults) : raise(thing, entry, faults);
  }

  private Optional<Effect> update(Map<?, ?> entry, Set<String> faults) {
    ExpectedEvent event = events.get(String.valueOf(entry.get("uuid")));
    if (event == null && !faults.contains("uuid")) {
      faults.add("EVENT_DOES_NOT_EXIST");
    }
    return faults.isEmpty() ? Optional.of(change(event, entry, false)) : Optional.empty();
  }

  private Optional<Effect> raise(Thing thing, Map<?, ?> entry, Set<String> faults) {
    Object code = entry.get("eventModelCode");
    Object uuid = entry.get("eventModelUuid");
    if (code != null && uuid != null) {
      faults.add("_schema");
    } else if (code == null && uuid == null && FIELDS.containsAll(entry.keySet())) {
      faults.add("eventModelCode");
    } else {
      Optional<Blueprint> blueprint = fleet.named(code, uuid);
      if (blueprint.isEmpty()) {
        faults.add("EVENT_MODEL_DOES_NOT_EXIST");
      } else {
        checkModel(thing, blueprint.get(), faults);
        checkEnd(entry, blueprint.get(), faults);
      }
      if (faults.isEmpty()) {
        Instant time = read(entry.get("time")).orElseThrow();
        String event = EventUuid.of(thing.uuid(), blueprint.get().uuid(), time);
        return Optional.of(
            change(
                events.computeIfAbsent(
                    event, key -> new ExpectedEvent(key, thing, blueprint.get(), time, false)),
                entry,
                true));
      }
    }
    return Optional.empty();
  }

  private static Effect change(ExpectedEvent event, Map<?, ?> entry, boolean byName) {
    Map<?, ?> metadata = (Map<?, ?>) entry.get("metadata");
    Map.Entry<?, ?> marker = metadata.entrySet().iterator().next();
    Effect effect =
        new Effect(
            event.uuid(),
            byName,
            marker.getKey().toString(),
            marker.getValue(),
            entry.containsKey("endTime") ? read(entry.get("endTime")).orElseThrow() : null);
    event.add(effect);
    return effect;
  }

  private static void checkFields(Map<?, ?> entry, Set<String> faults) {
    for (Map.Entry<?, ?> field : entry.entrySet()) {
      String name = field.getKey().toString();
      boolean good =
          switch (name) {
            case "uuid", "eventModelUuid" -> isUuid(field.getValue().toString());
            case "time", "endTime" -> read(field.getValue()).isPresent();
            case "metadata" -> field.getValue() instanceof Map;
            case "eventModelCode" -> true;
            default -> false;
          };
      if (!good) {
        faults.add(name);
      }
    }
  }

  private static void checkThing(Thing thing, Set<String> faults) {
    switch (thing.standing()) {
      case KNOWN -> {}
      case ARCHIVED -> faults.add("ENTITY_ARCHIVED");
      case UNKNOWN ->
          faults.add(thing.isComponent() ? "COMPONENT_DOES_NOT_EXIST" : "SYSTEM_DOES_NOT_EXIST");
    }
  }

  private static void checkModel(Thing thing, Blueprint blueprint, Set<String> faults) {
    if (blueprint.standing() == Blueprint.Standing.DEACTIVATED) {
      faults.add("EVENT_MODEL_NOT_ACTIVATED");
    }
    if (thing.standing() == Thing.Standing.UNKNOWN) {
      return;
    }
    if (blueprint.isForComponents() != thing.isComponent()) {
      faults.add("EVENT_MODEL_ENTITY_TYPE_MISMATCH");
    } else if (blueprint.standing() == Blueprint.Standing.UNLINKED) {
      faults.add("EVENT_MODEL_NOT_LINKED");
    }
  }

  private static void checkEnd(Map<?, ?> entry, Blueprint blueprint, Set<String> faults) {
    Optional<Instant> end = read(entry.get("endTime"));
    Optional<Instant> time = read(entry.get("time"));
    if (end.isPresent() && !blueprint.isRanged()) {
      faults.add("endTime");
    } else if (end.isPresent() && time.isPresent() && end.get().isBefore(time.get())) {
      faults.add("_schema");
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<Instant> read(Object written) {
    try {
      return switch (written) {
        case null -> Optional.empty();
        case Instant instant -> Optional.of(instant);
        default -> Optional.of(OffsetDateTime.parse(written.toString()).toInstant());
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
