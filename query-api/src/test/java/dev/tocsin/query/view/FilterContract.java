package dev.tocsin.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.Event;
import dev.tocsin.registry.RegistryObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What SQL finds is what a plain Java evaluation of the same filter finds, for random filters of
 * everything that the schema offers, over random objects.
 */
abstract class FilterContract {
  private static final Map<Kind<?>, String> FILTERS =
      Map.of(
          View.SYSTEMS, "SystemQuery",
          View.COMPONENTS, "ComponentQuery",
          View.COMPONENT_MODELS, "ComponentModelQuery",
          View.EVENT_MODELS, "EventModelQuery",
          View.EVENT_MODEL_LINKS, "EventModelLinkQuery",
          View.EVENTS, "EventQuery");
  private static final int ALL = 1_000;
  private static final int FILTERS_A_WORLD = 20;

  abstract Database database();

  @Property(tries = 40)
  void sql_finds_what_plain_java_finds(@ForAll long seed) {
    Random random = new Random(seed);
    RandomWorld world = filledWorld(random);
    RandomFilter filters = new RandomFilter(random, world);
    View view = new View(database());
    world
        .nodes()
        .forEach(
            (kind, nodes) -> {
              for (int i = 0; i < FILTERS_A_WORLD; i++) {
                Map<String, Object> where = filters.of(FILTERS.get(kind));
                Selection selection = new Selection(world.slug(), where, List.of());
                Set<UUID> expected = new HashSet<>();
                nodes.stream()
                    .filter(node -> PlainFilter.matches(node, where))
                    .forEach(node -> expected.add(node.uuid()));
                assertThat(found(view, kind, selection)).as("%s", where).isEqualTo(expected);
              }
            });
  }

  @Property(tries = 40)
  void pages_hold_everything_once_in_the_order_asked_for(@ForAll long seed) {
    Random random = new Random(seed);
    RandomWorld world = filledWorld(random);
    View view = new View(database());
    List<Map<String, Object>> orderBy =
        new RandomFilter(random, world).orderBy("EventOrderByQuery");
    Selection selection = new Selection(world.slug(), Map.of(), orderBy);

    List<UUID> seen = new ArrayList<>();
    String cursor = null;
    do {
      CursorPage<Event> page = view.events(selection, 1 + random.nextInt(4), cursor).orElseThrow();
      page.items().forEach(event -> seen.add(event.uuid()));
      cursor = page.cursor();
    } while (cursor != null);

    List<Node> nodes = new ArrayList<>(world.nodes().get(View.EVENTS));
    nodes.sort(order(orderBy.isEmpty() ? List.of(Map.of("time", "DESC")) : orderBy));
    assertThat(seen).as("%s", orderBy).isEqualTo(nodes.stream().map(Node::uuid).toList());
  }

  @Property(tries = 20)
  void counts_are_those_of_plain_java(@ForAll long seed) {
    Random random = new Random(seed);
    RandomWorld world = filledWorld(random);
    View view = new View(database());
    Map<String, Object> where = new RandomFilter(random, world).of("AggregatedEventQuery");
    Selection selection = new Selection(world.slug(), where, List.of());
    List<Node> matching =
        world.nodes().get(View.EVENTS).stream()
            .filter(node -> PlainFilter.matches(node, where))
            .toList();

    List<EventCount> bySystem =
        view.counts(Grouping.SYSTEM, selection, ALL, null).orElseThrow().items();
    assertThat(bySystem.stream().mapToInt(EventCount::sum).sum()).isEqualTo(matching.size());
    for (EventCount count : bySystem) {
      assertThat(count.sum())
          .isEqualTo(
              (int)
                  matching.stream()
                      .filter(node -> node.related("system").getFirst().uuid().equals(count.key()))
                      .count());
    }
    long ofComponents =
        matching.stream().filter(node -> !node.related("component").isEmpty()).count();
    for (Grouping grouping : List.of(Grouping.COMPONENT, Grouping.COMPONENT_MODEL)) {
      assertThat(
              view.counts(grouping, selection, ALL, null).orElseThrow().items().stream()
                  .mapToInt(EventCount::sum)
                  .sum())
          .isEqualTo((int) ofComponents);
    }
  }

  @Property(tries = 20)
  void the_tally_is_what_counting_one_by_one_gives(@ForAll long seed) {
    Random random = new Random(seed);
    RandomWorld world = filledWorld(random);
    Changes later = new Changes();
    world.events().stream()
        .filter(event -> random.nextInt(4) == 0)
        .forEach(event -> later.add(Samples.deleted(event)));
    database().writer().transaction(t -> new ViewWriter(t.dsl()).write(later));
    View view = new View(database());
    for (Grouping grouping : Grouping.values()) {
      Map<String, Object> everything = Map.of("_and", List.of());
      List<Map<String, Object>> orderBy =
          new RandomFilter(random, world).orderBy("AggregatedEventOrderByQuery");
      assertThat(counts(view, grouping, new Selection(world.slug(), Map.of(), orderBy)))
          .as("%s %s", grouping, orderBy)
          .isEqualTo(counts(view, grouping, new Selection(world.slug(), everything, orderBy)));
    }
  }

  private static List<EventCount> counts(View view, Grouping grouping, Selection selection) {
    List<EventCount> all = new ArrayList<>();
    String cursor = null;
    do {
      CursorPage<EventCount> page = view.counts(grouping, selection, 2, cursor).orElseThrow();
      all.addAll(page.items());
      cursor = page.cursor();
    } while (cursor != null);
    return all;
  }

  private RandomWorld filledWorld(Random random) {
    RandomWorld world = new RandomWorld(random);
    database()
        .writer()
        .transaction(transaction -> new ViewWriter(transaction.dsl()).write(world.changes()));
    return world;
  }

  private static Set<UUID> found(View view, Kind<?> kind, Selection selection) {
    if (kind == View.EVENTS) {
      Set<UUID> found = new HashSet<>();
      view.events(selection, ALL, null).orElseThrow().items().forEach(e -> found.add(e.uuid()));
      return found;
    }
    return uuids(view.page(kind, selection, ALL, 0, false).items());
  }

  private static Set<UUID> uuids(Collection<?> objects) {
    Set<UUID> uuids = new HashSet<>();
    objects.forEach(object -> uuids.add(((RegistryObject) object).uuid()));
    return uuids;
  }

  private static Comparator<Node> order(List<Map<String, Object>> orderBy) {
    List<Map.Entry<String, Object>> keys =
        orderBy.stream().flatMap(entry -> entry.entrySet().stream()).toList();
    boolean ascending = keys.getLast().getValue().equals("ASC");
    return Stream.concat(
            keys.stream().map(key -> by(key.getKey(), key.getValue().equals("ASC"))),
            Stream.of(by("uuid", ascending)))
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private static Comparator<Node> by(String field, boolean ascending) {
    Comparator<Object> values = PlainFilter::compare;
    return Comparator.comparing(
        node -> node.value(field), Comparator.nullsLast(ascending ? values : values.reversed()));
  }
}
