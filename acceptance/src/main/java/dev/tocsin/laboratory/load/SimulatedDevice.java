package dev.tocsin.laboratory.load;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A device with a session of its own: sends what its inputs say, and notes it in the ledger. */
final class SimulatedDevice implements AutoCloseable {
  /** A device sends no more while so much is not acknowledged. */
  private static final int MOST_IN_FLIGHT = 2_000;

  private final Mqtt5AsyncClient client;
  private final String root;
  private final String receipts;
  private final Inputs inputs;
  private final Reference reference;
  private final Ledger ledger;
  private final int copies;
  private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);

  SimulatedDevice(
      Mqtt5AsyncClient client,
      String root,
      String receipts,
      Inputs inputs,
      Reference reference,
      Ledger ledger,
      int copies) {
    this.client = client;
    this.root = root;
    this.receipts = receipts;
    this.inputs = inputs;
    this.reference = reference;
    this.ledger = ledger;
    this.copies = copies;
    Mqtt.connect(client);
  }

  /** Sends the next input; false where too much is under way. */
  boolean send() {
    if (!inFlight.tryAcquire(copies)) {
      return false;
    }
    Input input = inputs.next();
    Sent sent = ledger.add(input, reference.judge(input));
    for (int i = 0; i < copies; i++) {
      sent.sent();
      publish(input)
          .whenComplete(
              (result, failure) -> {
                inFlight.release();
                if (failure == null) {
                  sent.acknowledged();
                }
              });
    }
    return true;
  }

  private CompletableFuture<?> publish(Input input) {
    Mqtt5Publish publish =
        Mqtt5Publish.builder()
            .topic(root + input.thing().topic(input.messagePack()))
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(input.payload())
            .build();
    return client.publish(input.isRequest() ? request(publish, input) : publish);
  }

  private Mqtt5Publish request(Mqtt5Publish publish, Input input) {
    return publish
        .extend()
        .responseTopic(receipts)
        .correlationData(Integer.toString(input.number()).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  boolean isIdle() {
    return inFlight.availablePermits() == MOST_IN_FLIGHT;
  }

  @Override
  public void close() {
    client.disconnectWith().sessionExpiryInterval(0).send().join();
  }
}
