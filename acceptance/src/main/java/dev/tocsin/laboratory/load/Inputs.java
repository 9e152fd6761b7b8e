package dev.tocsin.laboratory.load;

import dev.tocsin.laboratory.load.Habits.Naming;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What one device says: an endless stream that its seed alone determines.
 *
 * <p>Each entry leaves a metadata key of its own behind and each event ends once, so that what the
 * stream comes to does not depend on the order in which a broker delivers it, or how often.
 */
final class Inputs {
  /** The ranks of a device's numbers. */
  static final int NUMBERS_PER_DEVICE = 1_000_000;

  private static final Instant FIRST = Instant.parse("2025-05-07T10:00:00Z");
  private static final int MOST_REMEMBERED = 50;

  /** How many of a hundred entries are wrong. */
  private static final int FLAWED = 15;

  private final Fleet fleet;
  private final Thing thing;
  private final Habits habits;
  private final Random random;
  private final List<Known> known = new ArrayList<>();
  private Known planned;
  private int number;
  private Instant clock;

  /** An event that the device raises. */
  private record Known(String uuid, Blueprint blueprint, Instant time) {
    Instant end() {
      return time.plusSeconds(60);
    }
  }

  Inputs(Fleet fleet, Thing thing, int device, Habits habits, Random random) {
    this.fleet = fleet;
    this.thing = thing;
    this.habits = habits;
    this.random = random;
    this.number = device * NUMBERS_PER_DEVICE;
    this.clock = FIRST.plus(device, ChronoUnit.DAYS).plus(habits.clockError());
  }

  Input next() {
    number++;
    boolean messagePack = random.nextInt(10) < 3;
    if (habits.naming() == Naming.BY_UUID_EARLY && planned == null && random.nextInt(10) == 0) {
      return Input.of(number, thing, messagePack, List.of(early()));
    }
    return switch (random.nextInt(100)) {
      case 0 -> Input.garbage(number, thing, messagePack);
      case 1 -> Input.of(number, thing, messagePack, List.of("text " + number));
      case 2 -> Input.of(number, stranger(), messagePack, List.of(raise(plan(), 0, messagePack)));
      case 3 -> Input.of(number, thing, messagePack, tooMany());
      case 4, 5, 6, 7, 8 -> Input.of(number, thing, messagePack, batch(messagePack));
      default -> Input.of(number, thing, messagePack, List.of(entry(0, messagePack)));
    };
  }

  private Thing stranger() {
    List<Thing> strangers =
        fleet.things().stream().filter(each -> each.standing() != Thing.Standing.KNOWN).toList();
    return strangers.get(random.nextInt(strangers.size()));
  }

  private List<Object> tooMany() {
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i <= Reference.MOST_ENTRIES; i++) {
      entries.add(i == 0 ? marked(0) : Map.of());
    }
    return entries;
  }

  private List<Object> batch(boolean messagePack) {
    List<Object> entries = new ArrayList<>();
    int size = 2 + random.nextInt(9);
    for (int i = 0; i < size; i++) {
      entries.add(entry(i, messagePack));
    }
    return entries;
  }

  private Object entry(int index, boolean messagePack) {
    int dice = random.nextInt(100);
    if (dice < FLAWED) {
      return Flaw.values()[random.nextInt(Flaw.values().length)].in(
          raise(plan(), index, messagePack), fleet, thing, random);
    }
    if (known.isEmpty() || dice < 55) {
      Known event = planned == null ? plan() : planned;
      planned = null;
      remember(event);
      return raise(event, index, messagePack);
    }
    return update(known.get(random.nextInt(known.size())), index, messagePack);
  }

  /** Updates what will be raised by a later message only. */
  private Map<String, Object> early() {
    planned = plan();
    Map<String, Object> entry = marked(0);
    entry.put("uuid", planned.uuid);
    return entry;
  }

  private Map<String, Object> update(Known event, int index, boolean messagePack) {
    Map<String, Object> entry = marked(index);
    if (random.nextBoolean() && habits.naming() != Naming.BY_TIME) {
      entry.put("uuid", event.uuid);
    } else {
      name(entry, event.blueprint);
      entry.put("time", written(event.time, messagePack));
    }
    if (event.blueprint.isRanged() && random.nextBoolean()) {
      entry.put("endTime", written(event.end(), messagePack));
    }
    return entry;
  }

  /** Raises the event; sometimes its end is told first. */
  private Map<String, Object> raise(Known event, int index, boolean messagePack) {
    Map<String, Object> entry = marked(index);
    name(entry, event.blueprint);
    entry.put("time", written(event.time, messagePack));
    if (event.blueprint.isRanged() && random.nextInt(8) == 0) {
      entry.put("endTime", written(event.end(), messagePack));
    }
    return entry;
  }

  /** An event that nobody has raised yet. */
  private Known plan() {
    Blueprint blueprint = fleet.active(thing, random.nextInt(4) > 0);
    clock = clock.plusSeconds(1 + random.nextInt(5)).truncatedTo(ChronoUnit.SECONDS);
    if (random.nextBoolean()) {
      clock = clock.plus(1 + random.nextInt(999_999), ChronoUnit.MICROS);
    }
    return new Known(EventUuid.of(thing.uuid(), blueprint.uuid(), clock), blueprint, clock);
  }

  private void remember(Known event) {
    if (known.size() == MOST_REMEMBERED) {
      known.remove(random.nextInt(MOST_REMEMBERED));
    }
    known.add(event);
  }

  private void name(Map<String, Object> entry, Blueprint blueprint) {
    if (random.nextBoolean()) {
      entry.put("eventModelCode", blueprint.code());
    } else {
      entry.put("eventModelUuid", blueprint.uuid());
    }
  }

  private Map<String, Object> marked(int index) {
    Object value =
        switch (random.nextInt(4)) {
          case 0 -> random.nextInt(1000) + 0.5;
          case 1 -> random.nextBoolean();
          case 2 -> "text " + random.nextInt(1000);
          default -> random.nextInt(1000);
        };
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("metadata", Map.of(Input.marker(number, index), value));
    return entry;
  }

  private Object written(Instant time, boolean messagePack) {
    return switch (random.nextInt(3)) {
      case 0 -> messagePack ? time : time.toString();
      case 1 -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.ofHours(2)));
      default -> time.toString();
    };
  }
}
