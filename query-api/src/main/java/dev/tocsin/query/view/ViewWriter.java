package dev.tocsin.query.view;

import static org.jooq.impl.DSL.select;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.RegistryObject;
import dev.tocsin.registry.SystemEntity;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Turns changes into rows, within the transaction of its caller. */
final class ViewWriter {
  private static final RowWriter<Event> EVENTS =
      new RowWriter<>(View.EVENTS, Event::uuid, Event::version, Event::createdAt, Event::metadata);
  private static final RowWriter<SystemEntity> SYSTEMS = registryWriter(View.SYSTEMS);
  private static final RowWriter<ComponentEntity> COMPONENTS = registryWriter(View.COMPONENTS);
  private static final RowWriter<ComponentModel> COMPONENT_MODELS =
      registryWriter(View.COMPONENT_MODELS);
  private static final RowWriter<EventModel> EVENT_MODELS = registryWriter(View.EVENT_MODELS);
  private static final RowWriter<EventModelLink> LINKS = registryWriter(View.EVENT_MODEL_LINKS);

  private final DSLContext sql;

  ViewWriter(DSLContext sql) {
    this.sql = sql;
  }

  /**
   * Deleted events first: what is raised again takes their place. Then the other events: those of
   * an object that is deleted in the same batch go with it.
   */
  void write(Changes changes) {
    if (!changes.deletedEvents().isEmpty()) {
      deleteEvents(EventTable.UUID.in(changes.deletedEvents()));
    }
    writeEvents(changes.events());
    SYSTEMS.write(sql, living(changes, SystemEntity.class));
    COMPONENTS.write(sql, living(changes, ComponentEntity.class));
    COMPONENT_MODELS.write(sql, living(changes, ComponentModel.class));
    EVENT_MODELS.write(sql, living(changes, EventModel.class));
    LINKS.write(sql, living(changes, EventModelLink.class));
    List<RegistryObject> deleted =
        changes.registry().stream()
            .filter(RegistryChange::isDeletion)
            .<RegistryObject>map(RegistryChange::object)
            .toList();
    DeletionTable.add(sql, deleted);
    deleted.forEach(this::delete);
  }

  /** Empties the view and forgets how far it was. */
  static void clear(DSLContext sql) {
    List.of(
            EventTable.TABLE,
            EventAckTable.TABLE,
            EventTally.TABLE,
            SystemTable.TABLE,
            ComponentTable.TABLE,
            ComponentModelTable.TABLE,
            EventModelTable.TABLE,
            EventModelLinkTable.TABLE,
            MetadataTable.TABLE,
            DeletionTable.TABLE,
            ProjectionOffsets.TABLE)
        .forEach(table -> sql.deleteFrom(table).execute());
  }

  private void writeEvents(Collection<EventChange> changes) {
    RowWriter.Written<Event> written =
        EVENTS.write(
            sql,
            DeletionTable.living(
                sql,
                changes.stream()
                    .filter(change -> change.type() != EventChangeType.DELETED)
                    .map(EventChange::event)
                    .toList()));
    EventAckTable.delete(sql, written.replaced());
    EventAckTable.insert(sql, written.objects());
    EventTally.add(
        sql,
        written.objects().stream()
            .filter(event -> !written.replaced().contains(event.uuid()))
            .toList());
  }

  private void delete(RegistryObject object) {
    UUID uuid = object.uuid();
    Condition ofDomain = EventTable.SLUG.eq(object.slug());
    switch (object) {
      case SystemEntity system -> {
        deleteEvents(ofDomain.and(EventTable.SYSTEM_UUID.eq(uuid)));
        delete(
            View.COMPONENTS,
            ComponentTable.SLUG.eq(object.slug()).and(ComponentTable.SYSTEM_UUID.eq(uuid)));
        delete(View.SYSTEMS, SystemTable.UUID.eq(uuid));
      }
      case ComponentEntity component -> {
        deleteEvents(ofDomain.and(EventTable.ENTITY_UUID.eq(uuid)));
        delete(View.COMPONENTS, ComponentTable.UUID.eq(uuid));
      }
      case ComponentModel model -> {
        Condition ofModel =
            ComponentTable.SLUG.eq(object.slug()).and(ComponentTable.COMPONENT_MODEL_UUID.eq(uuid));
        deleteEvents(
            ofDomain.and(
                EventTable.ENTITY_UUID.in(
                    select(ComponentTable.UUID).from(ComponentTable.TABLE).where(ofModel))));
        delete(View.COMPONENTS, ofModel);
        delete(View.EVENT_MODEL_LINKS, EventModelLinkTable.PROTOTYPE_UUID.eq(uuid));
        delete(View.COMPONENT_MODELS, ComponentModelTable.UUID.eq(uuid));
      }
      case EventModel model -> {
        deleteEvents(ofDomain.and(EventTable.EVENT_MODEL_UUID.eq(uuid)));
        delete(View.EVENT_MODEL_LINKS, EventModelLinkTable.EVENT_MODEL_UUID.eq(uuid));
        delete(View.EVENT_MODELS, EventModelTable.UUID.eq(uuid));
      }
      case EventModelLink link -> delete(View.EVENT_MODEL_LINKS, EventModelLinkTable.UUID.eq(uuid));
    }
  }

  private void deleteEvents(Condition which) {
    EventTally.subtract(sql, which);
    sql.deleteFrom(EventAckTable.TABLE)
        .where(
            EventAckTable.EVENT_UUID.in(
                select(EventTable.UUID).from(EventTable.TABLE).where(which)))
        .execute();
    delete(View.EVENTS, which);
  }

  private void delete(Kind<?> kind, Condition which) {
    MetadataTable.delete(sql, kind, which);
    sql.deleteFrom(kind.table()).where(which).execute();
  }

  private static <T extends RegistryObject> Collection<T> living(Changes changes, Class<T> type) {
    Stream<RegistryObject> living =
        changes.registry().stream()
            .filter(change -> !change.isDeletion())
            .map(RegistryChange::object);
    return living.filter(type::isInstance).map(type::cast).toList();
  }

  private static <T extends RegistryObject> RowWriter<T> registryWriter(Kind<T> kind) {
    return new RowWriter<>(
        kind,
        RegistryObject::uuid,
        RegistryObject::version,
        RegistryObject::createdAt,
        RegistryObject::metadata);
  }
}
