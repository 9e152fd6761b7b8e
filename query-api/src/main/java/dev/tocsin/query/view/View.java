package dev.tocsin.query.view;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.trueCondition;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventStatus;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.SystemEntity;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** What can be asked of the read model. Every question is asked in the name of a domain. */
public final class View {
  public static final Kind<SystemEntity> SYSTEMS = SystemTable.KIND;
  public static final Kind<ComponentEntity> COMPONENTS = ComponentTable.KIND;
  public static final Kind<ComponentModel> COMPONENT_MODELS = ComponentModelTable.KIND;
  public static final Kind<EventModel> EVENT_MODELS = EventModelTable.KIND;
  public static final Kind<EventModelLink> EVENT_MODEL_LINKS = EventModelLinkTable.KIND;
  public static final Kind<Event> EVENTS = EventTable.KIND;
  public static final Kind<EventAck> EVENT_ACKS = EventAckTable.KIND;
  public static final Kind<Account> ACCOUNTS = AccountTable.KIND;

  public static final Children<ComponentEntity> COMPONENTS_OF_SYSTEM =
      new Children<>(COMPONENTS, ComponentTable.SYSTEM_UUID);
  public static final Children<ComponentEntity> COMPONENTS_OF_MODEL =
      new Children<>(COMPONENTS, ComponentTable.COMPONENT_MODEL_UUID);
  public static final Children<EventModelLink> LINKS_OF_EVENT_MODEL =
      new Children<>(EVENT_MODEL_LINKS, EventModelLinkTable.EVENT_MODEL_UUID);
  public static final Children<SystemEntity> SYSTEMS_OF_OWNER =
      new Children<>(SYSTEMS, SystemTable.OWNER_UUID);
  public static final Children<EventAck> ACKS_OF_EVENT =
      new Children<>(EVENT_ACKS, EventAckTable.EVENT_UUID);

  private static final int FEW = 2_000;
  private static final int MOST_TRIES = 5;

  private final Database database;

  public View(Database database) {
    this.database = database;
  }

  public <T> Optional<T> find(Kind<T> kind, String slug, UUID uuid) {
    return Optional.ofNullable(find(kind, slug, List.of(uuid)).get(uuid));
  }

  /** Those of the objects that exist in the domain. */
  public <T> Map<UUID, T> find(Kind<T> kind, String slug, Collection<UUID> uuids) {
    DSLContext sql = database.reader();
    List<? extends Record> rows =
        sql.select(kind.fields())
            .from(kind.table())
            .where(kind.uuid().in(uuids))
            .and(kind.slug().eq(slug))
            .fetch();
    List<T> objects = kind.read(sql, rows);
    Map<UUID, T> found = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      found.put(rows.get(i).get(kind.uuid()), objects.get(i));
    }
    return found;
  }

  /** One page, with the number of all that match where that is asked for. */
  public <T> Page<T> page(
      Kind<T> kind, Selection selection, int limit, int offset, boolean counted) {
    return new Pages<>(kind, selection, limit, offset, counted).fetch(database.reader());
  }

  /** One page of the children of each parent: two statements for all of them. */
  public <T> Map<UUID, Page<T>> pages(
      Children<T> children,
      Collection<UUID> parents,
      Selection selection,
      int limit,
      int offset,
      boolean counted) {
    return new Pages<>(children.kind(), selection, limit, offset, counted)
        .fetch(database.reader(), children.parent(), parents);
  }

  /**
   * The events after the cursor, by default the newest first; empty where the cursor is not one of
   * this order.
   */
  public Optional<CursorPage<Event>> events(Selection selection, int limit, String after) {
    Order order = Order.of(EVENTS, selection.orderBy(), "time");
    return start(order, after).map(start -> events(selection, order, start, limit));
  }

  private CursorPage<Event> events(Selection selection, Order order, Condition start, int limit) {
    DSLContext sql = database.reader();
    List<? extends Record> rows =
        sql.select(EVENTS.fields())
            .from(EVENTS.table())
            .where(narrowed(sql, selection))
            .and(start)
            .orderBy(order.sortFields())
            .limit(limit + 1)
            .fetch();
    CursorPage<Record> page = cut(rows, order, limit);
    return new CursorPage<>(EVENTS.read(sql, page.items()), limit, page.cursor());
  }

  /** How many events each group has; empty where the cursor is not one of this order. */
  public Optional<CursorPage<EventCount>> counts(
      Grouping grouping, Selection selection, int limit, String after) {
    GroupCounts counts =
        selection.where().isEmpty()
            ? EventTally.counts(grouping, selection.slug())
            : grouping.counts(selection.conditionOn(EVENTS));
    Order order = Order.of(grouping, counts, selection.orderBy());
    return start(order, after)
        .map(
            start ->
                cut(counts.fetch(database.reader(), start, order, limit + 1), order, limit)
                    .map(
                        row ->
                            new EventCount(
                                selection.slug(),
                                grouping,
                                row.get(counts.key()),
                                row.get(counts.sum()))));
  }

  private static Optional<Condition> start(Order order, String after) {
    return after == null
        ? Optional.of(trueCondition())
        : Cursor.read(order, after).map(order::after);
  }

  /** A page of rows of which one more was asked for than fit, to know whether there are more. */
  private static CursorPage<Record> cut(List<? extends Record> rows, Order order, int limit) {
    boolean more = rows.size() > limit;
    List<Record> page = List.copyOf(more ? rows.subList(0, limit) : rows);
    String cursor = more && limit > 0 ? Cursor.write(order, order.position(page.getLast())) : null;
    return new CursorPage<>(page, limit, cursor);
  }

  /** How many events of the model go on. */
  public int activeEvents(String slug, UUID eventModelUuid) {
    return database
        .reader()
        .fetchCount(
            EventTable.TABLE,
            EventTable.EVENT_MODEL_UUID
                .eq(eventModelUuid)
                .and(EventTable.SLUG.eq(slug))
                .and(EventTable.STATUS.eq(inline(EventStatus.ACTIVE))));
  }

  /** The entity that the event happened to; empty where the domain has no such event. */
  public Optional<UUID> entityOfEvent(String slug, UUID eventUuid) {
    return database
        .reader()
        .select(EventTable.ENTITY_UUID)
        .from(EventTable.TABLE)
        .where(EventTable.UUID.eq(eventUuid))
        .and(EventTable.SLUG.eq(slug))
        .fetchOptional(EventTable.ENTITY_UUID);
  }

  /**
   * The selection, said in a way that the database finds it fast whether few events are related to
   * what is asked for or many. A planner cannot know: with few it does best to start from them, and
   * with many to walk along the order until a page is full. So it is tried out first.
   */
  private static Condition narrowed(DSLContext sql, Selection selection) {
    Condition all = EVENTS.filters().where(selection.where(), selection.slug());
    List<Condition> relations =
        EVENTS.filters().relations(selection.where(), selection.slug()).stream()
            .limit(MOST_TRIES)
            .toList();
    for (Condition relation : relations) {
      List<UUID> related =
          sql.select(EventTable.UUID)
              .from(EventTable.TABLE)
              .where(EventTable.SLUG.eq(selection.slug()))
              .and(relation)
              .limit(FEW + 1)
              .fetch(EventTable.UUID);
      if (related.size() <= FEW) {
        // The domain in a form that no index serves, so that the uuids are what is started from.
        return coalesce(EventTable.SLUG, inline(""))
            .eq(selection.slug())
            .and(EventTable.UUID.in(related))
            .and(all);
      }
    }
    return EventTable.SLUG.eq(selection.slug()).and(all);
  }
}
