package dev.tocsin.laboratory.plant;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.Management;
import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everything that Tocsin consists of, each in a process of its own: the three services and the
 * brokers between them, in one folder, on free ports that stay the same for the plant's life.
 */
public final class Plant implements AutoCloseable {
  private final Ports ports = Ports.free();
  private final Path folder = Program.newFolder("plant");
  private final ServiceJar connectorJar = ServiceJar.prepare("mqtt-connector");
  private final ServiceJar processorJar = ServiceJar.prepare("processor");
  private final ServiceJar queryApiJar = ServiceJar.prepare("query-api");

  private final List<Machine> machines = new CopyOnWriteArrayList<>();
  private final Map<Machine, Management> pages = new HashMap<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final KafkaBroker broker;
  private final Machine kafka;
  private final Machine registry;
  private final Machine mqtt;
  private final Machine connector;
  private final Machine processor;
  private final Machine queryApi;

  private Plant() {
    broker = new KafkaBroker(kafkaFolder(), ports.kafka(), Ports.anyFree(), Ports.anyFree());
    kafka = machine("kafka", broker.command(), ports.kafka());
    registry =
        machine(
            "registry",
            new RegistryServer(folder.resolve("registry"), ports.registry()).command(),
            ports.registry());
    mqtt =
        machine(
            "mosquitto",
            new Mosquitto(folder.resolve("mosquitto"), ports.mqtt()).command(),
            ports.mqtt());
    connector = newConnector("connector");
    processor = newProcessor("processor");
    queryApi = newQueryApi();
  }

  /** Starts everything and returns once all of it is ready. */
  public static Plant start() {
    Plant plant = new Plant();
    // Also where the laboratory itself is interrupted.
    Runtime.getRuntime().addShutdownHook(new Thread(plant::close));
    try {
      plant.machines.forEach(Machine::start);
      plant.machines.forEach(Machine::awaitReady);
    } catch (RuntimeException e) {
      plant.close();
      throw e;
    }
    return plant;
  }

  public Ports ports() {
    return ports;
  }

  public Path folder() {
    return folder;
  }

  public GraphQl graphQl() {
    return new GraphQl(ports.http());
  }

  public Machine kafka() {
    return kafka;
  }

  public Machine registry() {
    return registry;
  }

  public Machine mqtt() {
    return mqtt;
  }

  public Machine connector() {
    return connector;
  }

  public Machine processor() {
    return processor;
  }

  public Machine queryApi() {
    return queryApi;
  }

  /** What a service of the plant's says of itself. */
  public Management of(Machine service) {
    return pages.get(service);
  }

  /** Where the processor of this name keeps its state. */
  public Path stateFolder(String name) {
    return folder.resolve(name);
  }

  /** Where the query-api keeps the read model. */
  public Path viewFolder() {
    return folder.resolve("view");
  }

  /** Where Kafka keeps its log. */
  public Path kafkaFolder() {
    return folder.resolve("kafka");
  }

  /** A further connector, not started; its name is its session at the broker. */
  public Machine newConnector(String name, String... settings) {
    return service(
        name,
        connectorJar,
        Ports.anyFree(),
        List.of("--tocsin.mqtt.port=" + ports.mqtt(), "--tocsin.mqtt.client-id=" + name),
        settings);
  }

  /** A further processor, not started; its name is its folder, and what its group knows it by. */
  public Machine newProcessor(String name, String... settings) {
    return service(
        name,
        processorJar,
        Ports.anyFree(),
        List.of(
            "--tocsin.processor.state-dir=" + stateFolder(name),
            "--tocsin.processor.instance-id=" + name),
        settings);
  }

  /** A further program of the laboratory's own, not started: a main class on its class path. */
  public Machine newProgram(String name, Class<?> main, String... arguments) {
    return add(new Machine(name, () -> OwnJava.command(main.getName(), arguments), () -> true));
  }

  /** Services that are started from now on have this setting, whatever they had before. */
  public void override(String key, String value) {
    overrides.put(key, value);
  }

  /** Services that are started from now on have the plant's own settings again. */
  public void overrideNothing() {
    overrides.clear();
  }

  /** Opens a link to Kafka, for the services that are started from now on. */
  public Link linkToKafka() {
    override("tocsin.kafka.bootstrap-servers", "127.0.0.1:" + broker.advertisedPort());
    return Link.open(broker.advertisedPort(), broker.linkedPort());
  }

  /** Opens a link to the MQTT broker, for the connectors that are started from now on. */
  public Link linkToMqtt() {
    int port = Ports.anyFree();
    override("tocsin.mqtt.port", Integer.toString(port));
    return Link.open(port, ports.mqtt());
  }

  /**
   * A PostgreSQL server, not started, for a query-api that is started from now on; nothing where it
   * is not installed.
   */
  public Optional<Machine> newPostgres() {
    return PostgresServer.find()
        .map(
            programs -> {
              PostgresServer server =
                  new PostgresServer(programs, Program.newFolder("postgres"), Ports.anyFree());
              override("spring.datasource.url", server.url());
              return machine("postgres", server.command(), server.port());
            });
  }

  /** The three services that the plant started with. */
  public List<Machine> services() {
    return List.of(connector, processor, queryApi);
  }

  /** Ends the services in order and starts them again. */
  public void restartServices() {
    services().forEach(Machine::stop);
    services().forEach(Machine::start);
    services().forEach(Machine::awaitReady);
  }

  /** Makes the MQTT broker forget the connector, and what waits for it. */
  public void forgetSession(Machine stopped) {
    var client =
        Mqtt5Client.builder()
            .identifier(stopped.name())
            .serverHost("127.0.0.1")
            .serverPort(ports.mqtt())
            .buildBlocking();
    client.connectWith().cleanStart(true).send();
    client.disconnect();
  }

  private Machine newQueryApi() {
    return service(
        "query-api",
        queryApiJar,
        ports.http(),
        List.of("--spring.datasource.url=jdbc:sqlite:" + viewFolder().resolve("view.sqlite")));
  }

  private Machine service(
      String name, ServiceJar jar, int port, List<String> own, String... further) {
    List<String> settings = new ArrayList<>(own);
    settings.add("--server.port=" + port);
    settings.add("--tocsin.kafka.bootstrap-servers=" + ports.kafkaAddress());
    settings.add("--tocsin.kafka.schema-registry-url=" + ports.registryUrl());
    settings.addAll(List.of(further));
    Management page = new Management(port);
    Machine service =
        add(new Machine(name, () -> jar.command(overridden(settings)), page::isReady));
    pages.put(service, page);
    return service;
  }

  private List<String> overridden(List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    overrides.forEach(
        (key, value) -> {
          all.removeIf(setting -> setting.startsWith("--" + key + "="));
          all.add("--" + key + "=" + value);
        });
    return all;
  }

  private Machine machine(String name, List<String> command, int port) {
    return add(new Machine(name, () -> command, () -> listens(port)));
  }

  private Machine add(Machine machine) {
    machines.add(machine);
    return machine;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    machines.reversed().forEach(Machine::close);
  }
}
