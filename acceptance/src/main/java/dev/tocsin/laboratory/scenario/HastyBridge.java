package dev.tocsin.laboratory.scenario;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What no bridge may be, for a check of the checker: it acknowledges what it has in memory only,
 * and passes it on to Tocsin a second later.
 */
final class HastyBridge {
  static final String ROOT = "hasty/v1";
  static final String READY = "subscribed";

  private HastyBridge() {}

  public static void main(String[] arguments) {
    ScheduledExecutorService memory = Executors.newSingleThreadScheduledExecutor();
    Mqtt5AsyncClient client =
        Mqtt5Client.builder()
            .identifier("hasty")
            .serverHost("127.0.0.1")
            .serverPort(Integer.parseInt(arguments[0]))
            .buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> {
          var unused = memory.schedule(() -> passOn(client, publish), 1, TimeUnit.SECONDS);
        });
    client.connectWith().cleanStart(false).noSessionExpiry().send().join();
    client.subscribeWith().topicFilter(ROOT + "/#").qos(MqttQos.AT_LEAST_ONCE).send().join();
    System.out.println(READY);
  }

  private static void passOn(Mqtt5AsyncClient client, Mqtt5Publish publish) {
    String topic = "drivr/v1" + publish.getTopic().toString().substring(ROOT.length());
    client.publish(publish.extend().topic(topic).build());
  }
}
