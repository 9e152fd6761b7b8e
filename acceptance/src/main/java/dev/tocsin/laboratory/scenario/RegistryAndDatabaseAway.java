package dev.tocsin.laboratory.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.Pause;
import dev.tocsin.laboratory.StockConsumer;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** 9: the schema registry and the database die under load, and are away when the services start. */
public final class RegistryAndDatabaseAway implements Scenario {
  private static final Duration AWAY = Duration.ofSeconds(3);
  private static final String WAITS_FOR_REGISTRY = "Waiting for the schema registry";
  static final String WAITS_FOR_DATABASE = "Waiting for the database of the read model";

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
  }

  @Override
  public void inflict(Trial trial) {
    Plant plant = trial.plant();
    try (StockConsumer deadLetters =
        new StockConsumer(plant.ports(), "tocsin.dead-letters").skipToEnd()) {
      awayAtStart(trial);
      awayAmidLoad(trial);
      assertThat(deadLetters.poll(Duration.ofSeconds(1))).as("dead letters").isEmpty();
    }
  }

  private void awayAtStart(Trial trial) {
    Plant plant = trial.plant();
    trial.awaitSomeMessages();
    plant.services().forEach(trial::kill);
    plant.registry().kill();
    plant.services().forEach(Machine::start);
    plant.connector().awaitOutput(WAITS_FOR_REGISTRY);
    plant.processor().awaitOutput(WAITS_FOR_REGISTRY);
    plant.queryApi().awaitOutput(database.isPresent() ? WAITS_FOR_DATABASE : WAITS_FOR_REGISTRY);
    Pause.of(AWAY);
    for (Machine service : plant.services()) {
      assertThat(service.isRunning()).as(service.name() + " waits").isTrue();
      assertThat(service.isReady()).as(service.name() + " is ready").isFalse();
    }
    startAgain(trial);
    plant.services().forEach(Machine::awaitReady);
    trial.awaitProgress();
  }

  private void awayAmidLoad(Trial trial) {
    thoseAway(trial.plant()).forEach(trial::kill);
    trial.awaitSomeMessages();
    trial.awaitProgress();
    Pause.of(AWAY);
    startAgain(trial);
    trial.awaitProgress();
  }

  private void startAgain(Trial trial) {
    List<Machine> away = thoseAway(trial.plant());
    away.forEach(Machine::start);
    away.forEach(Machine::awaitReady);
    trial.awaitCommands(1);
  }

  private List<Machine> thoseAway(Plant plant) {
    return Stream.concat(Stream.of(plant.registry()), database.stream()).toList();
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
