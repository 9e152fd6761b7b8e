package dev.tocsin.benchmarks;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.tocsin.event.PayloadFormat;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Devices with a connection each, which publish one after the other. */
final class DeviceFleet implements AutoCloseable {
  private record Device(Mqtt5AsyncClient client, UUID system) {}

  private final List<Device> devices;
  private Instant time = Samples.NOW;
  private int next;

  /** Connects so many. */
  DeviceFleet(int mqttPort, int size) {
    devices = IntStream.range(0, size).mapToObj(number -> connect(mqttPort, number)).toList();
  }

  private static Device connect(int mqttPort, int number) {
    Mqtt5AsyncClient client =
        Mqtt5Client.builder()
            .identifier("device-" + number)
            .serverHost("127.0.0.1")
            .serverPort(mqttPort)
            .buildAsync();
    client.connect().join();
    return new Device(client, UUID.randomUUID());
  }

  /** Publishes one event's input with QoS 1. */
  void publish(String root) {
    Device device = devices.get(next++ % devices.size());
    time = time.plusNanos(1000);
    var unused =
        device
            .client()
            .publishWith()
            .topic("%s/%s/input/event/s/%s/json".formatted(root, Samples.SLUG, device.system()))
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(Samples.payload(PayloadFormat.JSON, time))
            .send();
  }

  @Override
  public void close() {
    devices.forEach(device -> device.client().disconnect().join());
  }
}
