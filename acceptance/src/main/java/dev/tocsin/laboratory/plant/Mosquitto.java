package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Program;
import java.nio.file.Path;
import java.util.List;

/** The MQTT broker: with unbounded queues, which it saves every second. */
record Mosquitto(Path folder, int port) {
  private static final String SETTINGS =
      """
      listener %d 127.0.0.1
      allow_anonymous true
      user root
      persistence true
      persistence_location %s/
      autosave_interval 1
      max_queued_messages 0
      max_inflight_messages 500
      """;

  List<String> command() {
    Path settings =
        Program.write(folder.resolve("mosquitto.conf"), SETTINGS.formatted(port, folder));
    String program = Program.find("mosquitto").orElseThrow().toString();
    return List.of(program, "-c", settings.toString());
  }
}
