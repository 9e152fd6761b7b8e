package dev.tocsin.laboratory.load;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A client of the MQTT broker that sends damaged inputs. */
public final class Vandal implements AutoCloseable {
  private final Mqtt5AsyncClient client;
  private final Fuzz fuzz;

  public Vandal(int mqttPort, Fuzz fuzz) {
    this.fuzz = fuzz;
    client = Mqtt.client(mqttPort, "vandal-" + UUID.randomUUID());
    Mqtt.connect(client);
  }

  /** Sends the next so many; returns once the broker has confirmed them. */
  public List<Fuzz.Damaged> send(int count) {
    List<Fuzz.Damaged> sent = new ArrayList<>();
    List<CompletableFuture<?>> confirmations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Fuzz.Damaged next = fuzz.next();
      sent.add(next);
      confirmations.add(
          client
              .publishWith()
              .topic(next.trace().topic())
              .qos(MqttQos.AT_LEAST_ONCE)
              .payload(next.trace().payload().duplicate())
              .send());
    }
    confirmations.forEach(CompletableFuture::join);
    return sent;
  }

  @Override
  public void close() {
    client.disconnectWith().sessionExpiryInterval(0).send().join();
  }
}
