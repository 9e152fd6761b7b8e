package dev.tocsin.query.view;

import static dev.tocsin.query.view.Samples.NOON;
import static dev.tocsin.query.view.Samples.SLUG;
import static dev.tocsin.query.view.Samples.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.Event;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.SystemEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the view hands out lists, whatever database it is kept in. */
abstract class PagesContract extends ViewWorld {
  @Test
  void a_list_has_pages_and_knows_how_many_there_are() {
    List<SystemEntity> systems = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      systems.add(Samples.system("s" + i));
    }
    write(changes -> systems.forEach(each -> changes.add(created(each))));

    List<SystemEntity> seen = new ArrayList<>();
    for (int offset = 0; offset < 30; offset += 10) {
      Page<SystemEntity> page = view.page(View.SYSTEMS, Selection.all(SLUG), 10, offset, true);
      assertThat(page.totalItems()).isEqualTo(26);
      seen.addAll(page.items());
    }
    assertThat(seen).hasSize(26).doesNotHaveDuplicates().containsAll(systems);
  }

  @Test
  void events_come_newest_first_and_a_cursor_misses_none_while_others_arrive() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(Samples.event(system, overload, NOON.minusSeconds(i / 3)));
    }
    write(changes -> events.forEach(each -> changes.add(created(each))));

    List<Event> seen = new ArrayList<>();
    String cursor = null;
    do {
      CursorPage<Event> page = view.events(Selection.all(SLUG), 7, cursor).orElseThrow();
      seen.addAll(page.items());
      cursor = page.cursor();
      write(changes -> changes.add(created(Samples.event(system, overload, NOON.plusSeconds(60)))));
    } while (cursor != null);

    assertThat(seen).doesNotHaveDuplicates().containsAll(events).hasSize(102);
    assertThat(seen.stream().map(Event::time)).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void a_cursor_of_another_order_is_refused() {
    String cursor = view.events(Selection.all(SLUG), 1, null).orElseThrow().cursor();
    Selection byEnd = new Selection(SLUG, Map.of(), List.of(Map.of("endTime", "ASC")));

    assertThat(view.events(byEnd, 1, cursor)).isEmpty();
    assertThat(view.events(byEnd, 1, "not a cursor")).isEmpty();
  }

  @Test
  void a_cursor_that_no_database_takes_is_refused() {
    Order byCode =
        Order.of(
            Grouping.EVENT_MODEL_CODE,
            EventTally.counts(Grouping.EVENT_MODEL_CODE, SLUG),
            List.of());
    String forged = Cursor.write(byCode, List.of(1, "a\u0000"));

    assertThat(view.counts(Grouping.EVENT_MODEL_CODE, Selection.all(SLUG), 1, forged)).isEmpty();
  }

  @Test
  void children_are_paged_for_many_parents_at_once() {
    SystemEntity empty = Samples.system("empty");
    List<ComponentEntity> more = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      more.add(Samples.component("more-" + i, system, meterModel));
    }
    write(changes -> more.forEach(each -> changes.add(created(each))));

    Selection byCode = new Selection(SLUG, Map.of(), List.of(Map.of("code", "DESC")));
    Map<UUID, Page<ComponentEntity>> pages =
        view.pages(
            View.COMPONENTS_OF_SYSTEM, List.of(system.uuid(), empty.uuid()), byCode, 2, 1, true);

    assertThat(pages.get(system.uuid()).items()).containsExactly(more.get(3), more.get(2));
    assertThat(pages.get(system.uuid()).totalItems()).isEqualTo(6);
    assertThat(pages.get(empty.uuid()).items()).isEmpty();
    assertThat(pages.get(empty.uuid()).totalItems()).isZero();
  }
}
