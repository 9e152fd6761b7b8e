package dev.tocsin.laboratory.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.StockConsumer;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** 9: the schema registry and the database die under load, and are away when the services start. */
public final class RegistryAndDatabaseAway implements Scenario {
  private static final Duration AWAY = Duration.ofSeconds(3);

  private Optional<Machine> database = Optional.empty();

  @Override
  public int number() {
    return 9;
  }

  @Override
  public String name() {
    return "registry and database away"
        + (database.isPresent() ? "" : " (not the database: PostgreSQL is not installed)");
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public void prepare(Plant plant) {
    database = plant.newPostgres();
    if (database.isPresent()) {
      plant.queryApi().stop();
      database.get().start().awaitReady();
      plant.queryApi().start().awaitReady();
    }
  }

  @Override
  public void inflict(Trial trial) {
    Plant plant = trial.plant();
    List<Machine> away =
        database.map(it -> List.of(plant.registry(), it)).orElse(List.of(plant.registry()));
    try (StockConsumer deadLetters =
        new StockConsumer(plant.ports(), "tocsin.dead-letters").skipToEnd()) {
      away.forEach(trial::kill);
      trial.awaitSomeMessages();
      trial.awaitProgress();
      trial.hold(AWAY);
      away.forEach(Machine::start);
      away.forEach(Machine::awaitReady);
      trial.awaitCommands(1);

      plant.services().forEach(trial::kill);
      away.forEach(Machine::kill);
      plant.services().forEach(Machine::start);
      trial.hold(AWAY.multipliedBy(3));
      plant
          .services()
          .forEach(
              service -> {
                assertThat(service.isRunning()).as(service.name() + " waits").isTrue();
                assertThat(service.isReady()).as(service.name() + " is ready").isFalse();
              });
      away.forEach(Machine::start);
      plant.services().forEach(Machine::awaitReady);
      trial.awaitProgress();
      trial.awaitCommands(1);
      assertThat(deadLetters.poll(Duration.ofSeconds(1))).as("dead letters").isEmpty();
    }
  }

  @Override
  public void tidyUp(Plant plant) {
    if (database.isPresent()) {
      plant.forgetPostgres();
      plant.queryApi().stop();
      database.get().stop();
      plant.queryApi().start().awaitReady();
    }
  }
}
