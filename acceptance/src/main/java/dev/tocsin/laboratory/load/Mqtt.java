package dev.tocsin.laboratory.load;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.util.concurrent.TimeUnit;

/** The laboratory's own connections: sessions that outlive every broker. */
final class Mqtt {
  private Mqtt() {}

  static Mqtt5AsyncClient client(int port, String name) {
    return Mqtt5Client.builder()
        .identifier(name)
        .serverHost("127.0.0.1")
        .serverPort(port)
        .automaticReconnect()
        .initialDelay(100, TimeUnit.MILLISECONDS)
        .maxDelay(1, TimeUnit.SECONDS)
        .applyAutomaticReconnect()
        .buildAsync();
  }

  static void connect(Mqtt5AsyncClient client) {
    client.connectWith().cleanStart(false).sessionExpiryInterval(3_600).send().join();
  }
}
