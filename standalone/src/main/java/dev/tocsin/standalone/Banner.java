package dev.tocsin.standalone;

import java.time.Duration;

/** What a user reads once Tocsin is ready: where everything is, and what to try. */
final class Banner {

  private static final String TEXT =
      """

      Tocsin is ready after {time}.

        MQTT             mqtt://{mqtt}
        GraphQL          http://{http}/graphql, in a browser http://{http}/graphiql
        Health, metrics  http://{http}/actuator/health, http://{http}/actuator/prometheus
        Kafka            {kafka}
        Schema registry  {registry}
        Data             {data}

      Three commands to try in other terminals (./tocsin demo plays a whole story):

        mosquitto_sub -h 127.0.0.1 -p {mqtt-port} -v -t 'drivr/v1/company-example/#'

        curl -s http://{http}/graphql -H 'content-type: application/json' \\
          -d '{"query": "mutation { createSystem(code: \\"ems-1\\", name: \\"Energy management\\") { uuid } }"}'

        mosquitto_pub -h 127.0.0.1 -p {mqtt-port} \\
          -t drivr/v1/company-example/input/event/s/UUID-OF-THE-SYSTEM/json \\
          -m '{"eventModelCode": "energy-overload-model"}'

      Ctrl-C stops it; the next start has everything again.
      """;

  private Banner() {}

  static String of(StandaloneSettings settings, Duration startTime) {
    return TEXT.replace("{time}", "%.1f s".formatted(startTime.toMillis() / 1000.0))
        .replace("{mqtt}", settings.mqtt().address())
        .replace("{mqtt-port}", Integer.toString(settings.mqtt().number()))
        .replace("{http}", settings.http().address())
        .replace("{kafka}", settings.kafka().address())
        .replace("{registry}", SchemaRegistryProcess.url(settings.registry().number()))
        .replace("{data}", settings.dataDirectory().toString());
  }
}
