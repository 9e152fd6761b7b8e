package dev.tocsin.laboratory.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Program;
import dev.tocsin.laboratory.plant.Folders;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import dev.tocsin.laboratory.plant.SmallDisk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * 7: no room is left under the processor's state, the read model, Kafka's log.
 *
 * <p>The services wait, and go on by themselves. Kafka's broker ends itself when it can write
 * nowhere: to start it again is for whoever supervises it, here the laboratory.
 */
public final class DisksFull implements Scenario {
  private static final int DELUGE_PART = 1_000;

  private static final String FULL = "No space left";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public int number() {
    return 7;
  }

  @Override
  public String name() {
    return "disk full under the state, the read model, Kafka's log";
  }

  @Override
  public Optional<String> obstacle() {
    return SmallDisk.isPossible()
        ? Optional.empty()
        : Optional.of("only root may mount the small disks that it needs");
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public void inflict(Trial trial) {
    startWithoutRoom(trial);
    runOutOfRoom(trial);
    fillView(trial);
    fillLog(trial);
  }

  /** Memory hides a full disk for long; a start needs some room at once. */
  private void startWithoutRoom(Trial trial) {
    Folders folders = trial.plant().folders();
    Machine processor = trial.plant().processor();
    SmallDisk state = folders.disk(folders.state("processor"));
    for (boolean forgotten : List.of(false, true)) {
      trial.awaitSomeMessages();
      trial.kill(processor);
      if (forgotten) {
        Program.clear(folders.state("processor"));
      }
      state.fill();
      processor.start().awaitOutput(FULL);
      assertThat(processor.isReady()).as("the processor is ready").isFalse();
      state.makeRoom();
      trial.fault();
      processor.awaitReady();
      trial.awaitProgress();
    }
  }

  /** What the memory of a running processor takes no more goes to the disk. */
  private void runOutOfRoom(Trial trial) {
    int deluge = trial.scale().deluge();
    if (deluge == 0) {
      return;
    }
    Plant plant = trial.plant();
    plant.processor().stop();
    Machine small = plant.newProcessor("small", "--tocsin.processor.rocksdb-memory=33554432");
    SmallDisk disk = plant.folders().disk(plant.folders().state("small"));
    try {
      small.start().awaitReady();
      trial.awaitProgress();
      disk.fill();
      for (int sent = 0; sent < deluge && !small.output().contains(FULL); sent += DELUGE_PART) {
        trial.queue(DELUGE_PART);
      }
      small.awaitOutput(FULL);
      disk.makeRoom();
      trial.fault();
      trial.awaitProgress();
    } finally {
      small.close();
      plant.processor().start().awaitReady();
    }
  }

  private void fillView(Trial trial) {
    Folders folders = trial.plant().folders();
    Machine queryApi = trial.plant().queryApi();
    SmallDisk view = folders.disk(folders.view());
    view.fill();
    trial.awaitSomeMessages();
    queryApi.awaitOutput(RegistryAndDatabaseAway.WAITS_FOR_DATABASE);
    view.makeRoom();
    trial.fault();
    trial.awaitProgress();
    trial.awaitCommands(1);
  }

  private void fillLog(Trial trial) {
    Folders folders = trial.plant().folders();
    Machine kafka = trial.plant().kafka();
    SmallDisk log = folders.disk(folders.kafka());
    log.fill();
    await("the broker ends itself").atMost(PATIENCE).until(() -> !kafka.isRunning());
    assertThat(kafka.output()).contains(FULL);
    trial.awaitSomeMessages();
    log.makeRoom();
    trial.fault();
    kafka.start().awaitReady();
    trial.awaitProgress();
  }
}
