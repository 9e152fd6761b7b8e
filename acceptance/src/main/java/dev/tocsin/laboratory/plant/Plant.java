package dev.tocsin.laboratory.plant;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.Management;
import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything that Tocsin consists of, each in a process of its own: the three services and the
 * brokers between them, in one folder, on free ports that stay the same for the plant's life.
 */
public final class Plant implements AutoCloseable {
  private static final String CONNECTOR = "mqtt-connector";
  private static final String PROCESSOR = "processor";
  private static final String QUERY_API = "query-api";

  /** A service that is held for longer is missed. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(4);

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Ports ports = Ports.free();
  private final Folders folders = new Folders(Program.newFolder("plant"));
  private final Map<String, ServiceJar> jars =
      ServiceJar.prepare(List.of(CONNECTOR, PROCESSOR, QUERY_API));

  private final List<Machine> machines = new CopyOnWriteArrayList<>();
  private final Map<Machine, Management> pages = new HashMap<>();
  private final Link linkToKafka;
  private final Link linkToMqtt;
  private final Machine kafka;
  private final Machine registry;
  private final Machine mqtt;
  private final Machine connector;
  private final Machine processor;
  private final Machine queryApi;
  private volatile String viewUrl = ownViewUrl();

  private Plant() {
    int linked = Ports.anyFree();
    linkToKafka = Link.to(linked);
    linkToMqtt = Link.to(ports.mqtt());
    int controllerPort = Ports.anyFree();
    KafkaBroker.Commands commands =
        new KafkaBroker(
                folders.kafka(),
                folders.plain("controller"),
                ports.kafka(),
                controllerPort,
                linked,
                linkToKafka.port())
            .commands();
    machine("controller", commands.controller(), controllerPort);
    kafka =
        add(
            new Machine(
                "kafka", commands::broker, () -> listens(ports.kafka()), KafkaBroker.ABSENCE));
    registry =
        machine(
            "registry",
            new RegistryServer(folders.plain("registry"), ports.registry()).command(),
            ports.registry());
    mqtt =
        machine(
            "mosquitto",
            new Mosquitto(folders.plain("mosquitto"), ports.mqtt()).command(),
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

  public Folders folders() {
    return folders;
  }

  /** A further connector, not started; its name is its session at the broker. */
  public Machine newConnector(String name, String... settings) {
    return service(
        name,
        CONNECTOR,
        Ports.anyFree(),
        () -> List.of("--tocsin.mqtt.port=" + linkToMqtt.port(), "--tocsin.mqtt.client-id=" + name),
        settings);
  }

  /** A further processor, not started; its name is its folder. */
  public Machine newProcessor(String name, String... settings) {
    return service(
        name,
        PROCESSOR,
        Ports.anyFree(),
        () -> List.of("--tocsin.processor.state-dir=" + folders.state(name)),
        settings);
  }

  /** A further program of the laboratory's own, not started: a main class on its class path. */
  public Machine newProgram(String name, Class<?> main, String... arguments) {
    return add(new Machine(name, () -> OwnJava.command(main.getName(), arguments), () -> true));
  }

  /** Through which the services, and nobody else, reach Kafka. */
  public Link linkToKafka() {
    return linkToKafka;
  }

  /** Through which the connectors, and nobody else, reach the MQTT broker. */
  public Link linkToMqtt() {
    return linkToMqtt;
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
              viewUrl = server.url();
              return machine("postgres", server.command(), server.port());
            });
  }

  /** A query-api that is started from now on keeps the read model in its own file again. */
  public void forgetPostgres() {
    viewUrl = ownViewUrl();
  }

  /** The three services that the plant started with. */
  public List<Machine> services() {
    return List.of(connector, processor, queryApi);
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
        "query-api", QUERY_API, ports.http(), () -> List.of("--spring.datasource.url=" + viewUrl));
  }

  private String ownViewUrl() {
    return "jdbc:sqlite:" + folders.view().resolve("view.sqlite");
  }

  /** The settings of its own are asked for at each start. */
  private Machine service(
      String name, String module, int port, Supplier<List<String>> own, String... further) {
    List<String> common =
        List.of(
            "--server.port=" + port,
            "--tocsin.kafka.bootstrap-servers=127.0.0.1:" + linkToKafka.port(),
            "--tocsin.kafka.clients.session.timeout.ms=" + SESSION_TIMEOUT.toMillis(),
            "--tocsin.kafka.clients.heartbeat.interval.ms=" + HEARTBEAT.toMillis(),
            "--tocsin.kafka.schema-registry-url=" + ports.registryUrl());
    Supplier<List<String>> command =
        () ->
            jars.get(module)
                .command(
                    Stream.of(common, own.get(), List.of(further)).flatMap(List::stream).toList());
    Management page = new Management(port);
    Machine service = add(new Machine(name, command, page::isReady));
    pages.put(service, page);
    return service;
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
    folders.close();
    linkToKafka.close();
    linkToMqtt.close();
  }
}
