package dev.tocsin.standalone;

import dev.tocsin.mqtt.ConnectorConfiguration;
import dev.tocsin.processor.ProcessorConfiguration;
import dev.tocsin.query.QueryConfiguration;
import java.nio.file.Path;
import java.util.HashMap;
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
    application.setDefaultProperties(properties(settings, folder));
    return application.run();
  }

  private static Map<String, Object> properties(StandaloneSettings settings, Path folder) {
    var properties = new HashMap<String, Object>();
    // A name of its own: each service brings an application.yaml for when it runs alone.
    properties.put("spring.config.name", "standalone");
    properties.put("server.address", Port.HOST);
    properties.put("server.port", settings.http().number());
    properties.put("tocsin.kafka.bootstrap-servers", settings.kafka().address());
    properties.put(
        "tocsin.kafka.schema-registry-url",
        SchemaRegistryProcess.url(settings.registry().number()));
    properties.put("tocsin.mqtt.host", Port.HOST);
    properties.put("tocsin.mqtt.port", settings.mqtt().number());
    properties.put("tocsin.processor.state-dir", folder.resolve("processor").toString());
    // There is one instance on this data, so a start after a crash takes over from itself at once.
    properties.put("tocsin.processor.instance-id", "standalone");
    properties.put("spring.datasource.url", "jdbc:sqlite:" + folder.resolve("view.db"));
    return properties;
  }
}
