package dev.tocsin.standalone;

import static java.util.Map.entry;

import dev.tocsin.mqtt.ConnectorConfiguration;
import dev.tocsin.processor.ProcessorConfiguration;
import dev.tocsin.query.QueryConfiguration;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The three services in one application context, bound to the brokers of this process. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ConnectorConfiguration.class, ProcessorConfiguration.class, QueryConfiguration.class})
class Services {

  static ConfigurableApplicationContext start(StandaloneSettings settings, Path folder) {
    var application = new SpringApplication(Services.class);
    // The parts stop in an order, so the one shutdown hook is Tocsin's.
    application.setRegisterShutdownHook(false);
    return application.run(arguments(settings, folder));
  }

  /** As arguments, which nothing overrides: the brokers of this process are the ones to use. */
  private static String[] arguments(StandaloneSettings settings, Path folder) {
    return Map.ofEntries(
            // A name of its own: each service brings an application.yaml for when it runs alone.
            entry("spring.config.name", "standalone"),
            entry("server.address", Port.HOST),
            entry("server.port", settings.http().number()),
            entry("tocsin.kafka.bootstrap-servers", settings.kafka().address()),
            entry(
                "tocsin.kafka.schema-registry-url",
                SchemaRegistryProcess.url(settings.registry().number())),
            entry("tocsin.mqtt.host", Port.HOST),
            entry("tocsin.mqtt.port", settings.mqtt().number()),
            entry("tocsin.processor.state-dir", folder.resolve("processor")),
            // There is one instance on this data: a start after a crash takes over from itself.
            entry("tocsin.processor.instance-id", "standalone"),
            entry("tocsin.query.instance-id", "standalone"),
            entry("spring.datasource.url", "jdbc:sqlite:" + folder.resolve("view.db")))
        .entrySet()
        .stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }
}
