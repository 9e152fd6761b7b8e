package dev.tocsin.query.view;

import static dev.tocsin.query.view.Samples.NOON;
import static dev.tocsin.query.view.Samples.created;

import dev.tocsin.event.Event;
import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.SystemEntity;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A view, in whatever database, of a small world: two things and an event of each. */
abstract class ViewWorld {
  final SystemEntity system = Samples.system("ems");
  final ComponentModel meterModel = Samples.componentModel("meter");
  final ComponentEntity meter = Samples.component("meter-1", system, meterModel);
  final EventModel overload = Samples.eventModel("overload", EntityType.SYSTEM, EventLevel.ERROR);
  final EventModel malfunction =
      Samples.eventModel("malfunction", EntityType.COMPONENT, EventLevel.WARNING);
  final EventModelLink link = Samples.link(malfunction, meterModel);
  final Event onSystem = Samples.event(system, overload, NOON);
  final Event onMeter = Samples.event(meter, malfunction, NOON.plusSeconds(1));

  DatabaseSettings sameDatabase;
  Database database;
  View view;

  /** A new one that is empty. */
  abstract DatabaseSettings newDatabase();

  @BeforeEach
  void createView() {
    sameDatabase = newDatabase();
    database = new Database(sameDatabase, Samples.STATEMENT_TIME);
    database.migrate();
    view = new View(database);
    write(
        changes -> {
          changes.add(created(system));
          changes.add(created(meterModel));
          changes.add(created(meter));
          changes.add(created(overload));
          changes.add(created(malfunction));
          changes.add(created(link));
          changes.add(created(onSystem));
          changes.add(created(onMeter));
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  final void write(Consumer<Changes> adding) {
    write(database, adding);
  }

  static void write(Database database, Consumer<Changes> adding) {
    Changes changes = new Changes();
    adding.accept(changes);
    database.writer().transaction(transaction -> new ViewWriter(transaction.dsl()).write(changes));
  }
}
