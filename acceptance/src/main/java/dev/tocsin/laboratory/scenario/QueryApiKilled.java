package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.plant.Machine;

/** 4: query-api dies in the middle of commands and of its projection. */
public final class QueryApiKilled implements Scenario {
  @Override
  public int number() {
    return 4;
  }

  @Override
  public String name() {
    return "kill -9 of query-api, amid commands";
  }

  @Override
  public void inflict(Trial trial) {
    Machine queryApi = trial.plant().queryApi();
    for (int i = 0; i < trial.scale().kills(); i++) {
      trial.awaitSomeMessages();
      trial.kill(queryApi);
      queryApi.start().awaitReady();
      trial.awaitCommands(5);
    }
  }
}
