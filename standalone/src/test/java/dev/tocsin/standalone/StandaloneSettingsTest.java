package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneSettingsTest {

  @Test
  void withoutVariablesThePortsAreTheUsualOnes() {
    assertThat(StandaloneSettings.from(Map.of()).ports())
        .extracting(Port::number)
        .containsExactly(1883, 9092, 8081, 8080);
  }

  @Test
  void aPortThatIsNoNumberIsNamedWithItsVariable() {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> StandaloneSettings.from(Map.of("TOCSIN_KAFKA_PORT", "many")))
        .withMessage(
            "TOCSIN_KAFKA_PORT, the port of the Kafka broker, is 'many': it must be a number from 1 to 65535.");
  }

  @Test
  void twoPartsCannotShareAPort() {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> StandaloneSettings.from(Map.of("TOCSIN_HTTP_PORT", "8081")))
        .withMessageContainingAll("TOCSIN_HTTP_PORT", "TOCSIN_REGISTRY_PORT", "8081");
  }

  @Test
  void aTakenPortIsNamedWithItsPurposeAndItsVariable() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName(Port.HOST))) {
      int number = taken.getLocalPort();
      var settings = StandaloneSettings.from(Map.of("TOCSIN_MQTT_PORT", Integer.toString(number)));
      assertThatExceptionOfType(CannotStart.class)
          .isThrownBy(settings.mqtt()::requireFree)
          .withMessageMatching(
              "Port %d, for the MQTT broker, is taken \\(.*\\): .* set TOCSIN_MQTT_PORT .*"
                  .formatted(number));
    }
  }

  @Test
  void aFolderInUseIsNamedWithTheProcessThatUsesIt(@TempDir Path folder) throws Exception {
    try (var used = DataDirectory.lock(folder)) {
      assertThatExceptionOfType(CannotStart.class)
          .isThrownBy(() -> DataDirectory.lock(used.root()))
          .withMessageContainingAll(
              folder.toString(), "process " + ProcessHandle.current().pid(), "TOCSIN_DATA_DIR");
    }
    DataDirectory.lock(folder).close();
  }
}
