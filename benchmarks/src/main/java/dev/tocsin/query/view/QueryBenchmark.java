package dev.tocsin.query.view;

import dev.tocsin.query.DatabaseSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jooq.SQLDialect;

/** What a console asks of a view with many events, and how long each answer takes. */
public final class QueryBenchmark implements AutoCloseable {
  private static final Duration NO_LIMIT = Duration.ofMinutes(5);
  private static final int PAGE = 50;

  private final Database database;
  private final View view;
  private final QueryFleet fleet;
  private final int events;

  public QueryBenchmark(String url, int systems, int components, int events) {
    database = new Database(new DatabaseSettings(url, null, null), NO_LIMIT);
    database.migrate();
    view = new View(database);
    fleet = new QueryFleet(database, systems, components);
    this.events = events;
  }

  /** Fills the view as the projection would, unless it has events. */
  public void load() {
    if (database.reader().fetchExists(EventTable.TABLE)) {
      return;
    }
    fleet.writeRegistry();
    fleet.writeEvents(events);
  }

  /** Does at once what PostgreSQL does by itself some time later; SQLite plans without it. */
  void analyze() {
    if (database.writer().dialect() == SQLDialect.POSTGRES) {
      database.writer().execute("analyze");
    }
  }

  /** What is asked, by the name that it is printed with. */
  Map<String, Runnable> questions() {
    String middle = middle();
    Map<String, Runnable> questions = new LinkedHashMap<>();
    questions.put("newest 50 events", () -> page(Map.of(), null));
    questions.put("... of one system", () -> page(ofSystem(), null));
    questions.put("unacknowledged ERROR of the last day", () -> page(unacknowledged(), null));
    questions.put("of components of a model with a code", () -> page(ofModel(), null));
    questions.put("systems with more than 5 ACTIVE", this::busySystems);
    questions.put("counted by system", this::counts);
    questions.put("a page in the middle", () -> page(Map.of(), middle));
    return questions;
  }

  /** How the database comes to the answers of a question. */
  List<String> plans(Runnable question) {
    return new QueryPlans(database).of(question);
  }

  /** Prints how the database comes to each answer. */
  public void printPlans() {
    questions()
        .forEach(
            (name, question) -> {
              System.out.println(name);
              plans(question).forEach(plan -> System.out.println(plan.indent(4).stripTrailing()));
            });
  }

  /** Asks each question some times to warm up, and then as often as said. */
  public void measure(int times) {
    questions()
        .forEach(
            (name, question) -> {
              for (int i = 0; i < times / 2; i++) {
                question.run();
              }
              Histogram micros = new Histogram(3);
              for (int i = 0; i < times; i++) {
                long began = System.nanoTime();
                question.run();
                micros.recordValue((System.nanoTime() - began) / 1000);
              }
              System.out.printf(
                  "%-38s p50 %7.2f  p95 %7.2f  p99 %7.2f ms%n",
                  name,
                  micros.getValueAtPercentile(50) / 1e3,
                  micros.getValueAtPercentile(95) / 1e3,
                  micros.getValueAtPercentile(99) / 1e3);
            });
  }

  @Override
  public void close() {
    database.close();
  }

  private Map<String, Object> ofSystem() {
    return Map.of("system", Map.of("uuid", Map.of("_eq", fleet.any(fleet.systems()).uuid())));
  }

  private static Map<String, Object> unacknowledged() {
    return Map.of(
        "acknowledged",
        Map.of("_eq", false),
        "eventModel",
        Map.of("eventLevel", Map.of("_eq", "ERROR")),
        "from",
        QueryFleet.NOW.minus(Duration.ofDays(1)));
  }

  private Map<String, Object> ofModel() {
    String code = fleet.any(fleet.componentModels()).code();
    return Map.of("component", Map.of("componentModel", Map.of("code", Map.of("_eq", code))));
  }

  private void busySystems() {
    Map<String, Object> busy =
        Map.of(
            "events",
            Map.of(
                "status", Map.of("_eq", "ACTIVE"), "_having", Map.of("count", Map.of("_gt", 5))));
    view.page(View.SYSTEMS, new Selection(QueryFleet.SLUG, busy, List.of()), PAGE, 0, true);
  }

  private void counts() {
    require(view.counts(Grouping.SYSTEM, Selection.all(QueryFleet.SLUG), PAGE, null).isPresent());
  }

  private void page(Map<String, Object> where, String after) {
    Selection selection = new Selection(QueryFleet.SLUG, where, List.of());
    require(view.events(selection, PAGE, after).isPresent());
  }

  private String middle() {
    Order order = Order.of(View.EVENTS, List.of(), "time");
    var row =
        database
            .reader()
            .select(EventTable.TIME, EventTable.UUID)
            .from(EventTable.TABLE)
            .where(EventTable.SLUG.eq(QueryFleet.SLUG))
            .orderBy(order.sortFields())
            .limit(1)
            .offset(events / 2)
            .fetchOne();
    return Cursor.write(order, order.position(row));
  }

  private static void require(boolean answered) {
    if (!answered) {
      throw new IllegalStateException("the cursor was refused");
    }
  }
}
