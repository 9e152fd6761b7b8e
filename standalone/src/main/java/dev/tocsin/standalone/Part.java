package dev.tocsin.standalone;

/** The parts of a standalone Tocsin, in the order in which they may depend on each other. */
enum Part {
  SCHEMA_REGISTRY("Schema registry"),
  KAFKA("Kafka"),
  MQTT_BROKER("MQTT broker"),
  SERVICES("Services");

  private final String title;

  Part(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
