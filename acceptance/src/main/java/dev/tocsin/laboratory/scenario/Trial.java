package dev.tocsin.laboratory.scenario;

import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.check.Checker;
import dev.tocsin.laboratory.check.ExpiryCheck;
import dev.tocsin.laboratory.check.Findings;
import dev.tocsin.laboratory.check.Verdict;
import dev.tocsin.laboratory.check.Witness;
import dev.tocsin.laboratory.load.Command;
import dev.tocsin.laboratory.load.Fleet;
import dev.tocsin.laboratory.load.Ledger;
import dev.tocsin.laboratory.load.Reference;
import dev.tocsin.laboratory.load.Sent;
import dev.tocsin.laboratory.load.Simulator;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One scenario on one plant: a fleet of its own under load, the faults, the wait until everything
 * has come to rest, the judgement.
 */
public final class Trial {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** The broker has to confirm these before the next but one. */
  private static final int QUEUED_AT_ONCE = 500;

  private final Plant plant;
  private final Scenario scenario;
  private final Scale scale;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final List<Long> faults = new ArrayList<>();
  private final Reference reference;
  private final Checker checker;
  private final Simulator simulator;

  private Trial(Plant plant, Witness witness, Scenario scenario, Scale scale, Random random) {
    this.plant = plant;
    this.scenario = scenario;
    this.scale = scale;
    this.random = random;
    Fleet fleet = Fleet.register(new Console(plant.graphQl()), random);
    reference = new Reference(fleet);
    checker = new Checker(fleet, ledger, reference, witness);
    simulator =
        new Simulator(
            plant.ports().mqtt(),
            scenario.root(),
            plant.graphQl(),
            fleet,
            reference,
            ledger,
            scenario.habits(scale),
            random);
  }

  /** Runs the scenario; the seed and the scenario alone determine what is sent. */
  public static Verdict run(
      Plant plant, Witness witness, Scenario scenario, Scale scale, long seed) {
    Random random = new Random(seed * 31 + scenario.number());
    long begin = System.nanoTime();
    scenario.prepare(plant);
    try {
      return new Trial(plant, witness, scenario, scale, random).verdict(begin);
    } finally {
      scenario.tidyUp(plant);
    }
  }

  private Verdict verdict(long begin) {
    try {
      simulator.start();
      awaitMessages(scale.pause());
      String stuck = attempt(() -> scenario.inflict(this));
      awaitMessages(scale.pause());
      simulator.pause();
      await("the broker has confirmed everything").atMost(PATIENCE).until(simulator::isIdle);
      simulator.lastLap();
      Findings findings =
          checker.check(plant.graphQl(), scenario.givesAgain(), scenario.patience());
      Stream.of(stuck, attempt(() -> scenario.afterwards(this)))
          .filter(what -> !what.isEmpty())
          .forEach(findings::wrong);
      Recovery recovery = Recovery.of(faults, ledger.sent());
      return new Verdict(
          scenario.number(),
          scenario.name(),
          faults.size(),
          checker.figures(),
          recovery.first(),
          recovery.caughtUp(),
          Duration.ofNanos(System.nanoTime() - begin),
          findings);
    } finally {
      simulator.close();
    }
  }

  /** What the scenario has waited for in vain, or found otherwise; empty where nothing. */
  private static String attempt(Runnable part) {
    try {
      part.run();
      return "";
    } catch (ConditionTimeoutException | AssertionError e) {
      return e.getMessage();
    }
  }

  public Plant plant() {
    return plant;
  }

  public Scale scale() {
    return scale;
  }

  public Random random() {
    return random;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Judges what retention does from now on, when the load is over. */
  public ExpiryCheck expiry() {
    return checker.expiry(plant.graphQl());
  }

  /** From now on something is wrong: times of recovery count from here. */
  public void fault() {
    faults.add(System.currentTimeMillis());
  }

  /** SIGKILL. */
  public void kill(Machine machine) {
    fault();
    machine.kill();
  }

  /** Lets the load go on for a random while. */
  public void awaitSomeMessages() {
    awaitMessages(1 + random.nextInt(scale.pause()));
  }

  private void awaitMessages(int count) {
    int before = ledger.sent().size();
    await(count + " more messages")
        .atMost(PATIENCE)
        .until(() -> ledger.sent().size() >= before + count);
  }

  /** Returns once so many more commands have been answered as done. */
  public void awaitCommands(int count) {
    long before = done();
    await(count + " more commands").atMost(PATIENCE).until(() -> done() >= before + count);
  }

  private long done() {
    return ledger.commands().stream()
        .filter(command -> command.outcome() == Command.Outcome.DONE)
        .count();
  }

  /** Returns once a message that was sent after now has had its effect. */
  public void awaitProgress() {
    long now = System.currentTimeMillis();
    await("a message that is sent now has its effect")
        .atMost(PATIENCE)
        .until(
            () ->
                ledger.sent().stream()
                    .anyMatch(sent -> sent.sentAt() >= now && sent.settledAt() > 0));
  }

  /** Returns once everything that was sent before now has had its effect. */
  public void awaitCaughtUp() {
    long now = System.currentTimeMillis();
    await("everything has its effect")
        .atMost(PATIENCE)
        .until(() -> ledger.unsettled().stream().noneMatch(sent -> sent.sentAt() < now));
  }

  /** Sends so many messages beside the usual load; returns once the broker has them all. */
  public void queue(int messages) {
    long before = acknowledged();
    int sent = 0;
    while (sent < messages) {
      int batch = Math.min(QUEUED_AT_ONCE, messages - sent);
      simulator.send(batch);
      sent += batch;
      int expected = sent - QUEUED_AT_ONCE;
      await("the broker confirms")
          .atMost(PATIENCE)
          .until(() -> acknowledged() >= before + expected);
    }
    await("the broker confirms").atMost(PATIENCE).until(() -> acknowledged() >= before + messages);
  }

  private long acknowledged() {
    return ledger.sent().stream().mapToInt(Sent::acks).sum();
  }
}
