package dev.tocsin.laboratory.load;

import dev.tocsin.laboratory.GraphQl;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The world around Tocsin: devices that send, a subscriber that listens, an operator at work. */
public final class Simulator implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 20;
  private static final long OPERATOR_PAUSE_MILLIS = 100;

  private final List<SimulatedDevice> devices = new ArrayList<>();
  private final Listener listener;
  private final Operator operator;
  private final Habits habits;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private volatile boolean sending;
  private int turn;

  /**
   * Connects everybody; nobody sends yet.
   *
   * @param root what the topics that the devices publish to begin with
   */
  public Simulator(
      int mqttPort,
      String root,
      GraphQl graphQl,
      Fleet fleet,
      Reference reference,
      Ledger ledger,
      Habits habits,
      Random random) {
    this.habits = habits;
    String name = "laboratory-" + UUID.randomUUID();
    String receipts = "drivr/v1/company-example/receipts/" + name;
    listener = new Listener(Mqtt.client(mqttPort, name), receipts, ledger);
    List<Thing> things = fleet.known();
    for (int i = 0; i < things.size(); i++) {
      Habits own = habits.ofDevice(i);
      Inputs inputs = new Inputs(fleet, things.get(i), i, own, new Random(random.nextLong()));
      devices.add(
          new SimulatedDevice(
              Mqtt.client(mqttPort, name + "-" + i),
              root,
              receipts,
              inputs,
              reference,
              ledger,
              own.copies()));
    }
    operator = new Operator(graphQl, fleet, reference, ledger, new Random(random.nextLong()));
  }

  /** Everybody begins. */
  public void start() {
    sending = true;
    var unused =
        threads.scheduleAtFixedRate(this::tick, 0, 1_000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
    var alsoUnused =
        threads.scheduleWithFixedDelay(
            this::operate, 0, OPERATOR_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    if (sending) {
      send(Math.max(1, habits.perSecond() / habits.copies() / TICKS_PER_SECOND));
    }
  }

  private void operate() {
    if (sending) {
      operator.act();
    }
  }

  /** Sends so many messages at once, beside what is sent anyway. */
  public synchronized void send(int messages) {
    for (int i = 0; i < messages; i++) {
      turn = (turn + 1) % devices.size();
      devices.get(turn).send();
    }
  }

  /** Everybody pauses; returns once every device has heard of everything that it has sent. */
  public void pause() {
    sending = false;
  }

  /** One more round, behind all that was sent before. */
  public void lastLap() {
    send(devices.size() * 2);
  }

  public boolean isIdle() {
    return devices.stream().allMatch(SimulatedDevice::isIdle);
  }

  @Override
  public void close() {
    sending = false;
    threads.shutdownNow();
    devices.forEach(SimulatedDevice::close);
    listener.close();
  }
}
