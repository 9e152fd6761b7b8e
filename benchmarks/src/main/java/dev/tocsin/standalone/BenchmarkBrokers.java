package dev.tocsin.standalone;

import java.nio.file.Path;

/** The standalone's two brokers without the rest of it, for as long as the process lives. */
public final class BenchmarkBrokers {
  private BenchmarkBrokers() {}

  /** Returns once both listen on the loopback interface. */
  public static void start(int mqttPort, int kafkaPort, Path folder) throws Exception {
    var kafka = EmbeddedKafka.start(kafkaPort, folder.resolve("kafka"));
    var mqtt = EmbeddedMqttBroker.start(mqttPort, folder.resolve("mqtt"));
    AtExit.close(mqtt, kafka);
  }

  public static int anyFreePort() {
    return Port.anyFree();
  }
}
