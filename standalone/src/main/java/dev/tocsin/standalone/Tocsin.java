package dev.tocsin.standalone;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** All of Tocsin in one JVM: brokers, schema registry and the three services. */
public final class Tocsin {

  /** Where the schema registry's distribution is unpacked; a system property, set by the script. */
  static final String REGISTRY_HOME = "tocsin.registry.home";

  private static final Duration REPORT_EVERY = Duration.ofSeconds(15);

  /** A part that is slow today is waited for, and named by the health page meanwhile. */
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private static final Duration REHEARSAL_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final StandaloneSettings settings;
  private final DataDirectory data;
  private final RunningParts parts;
  private final PrintStream out;

  private Tocsin(
      StandaloneSettings settings, DataDirectory data, RunningParts parts, PrintStream out) {
    this.settings = settings;
    this.data = data;
    this.parts = parts;
    this.out = out;
  }

  /**
   * Starts Tocsin and returns once it is ready; SIGTERM or Ctrl-C stops it.
   *
   * @param arguments {@code rehearse} to start on free ports, to work for a while and to stop: so
   *     the JVM can record for later starts what they will load and run
   */
  public static void main(String[] arguments) {
    Logging.configure();
    boolean rehearsal = arguments.length == 1 && arguments[0].equals("rehearse");
    try {
      var settings =
          rehearsal
              ? StandaloneSettings.forRehearsal(System.getenv())
              : StandaloneSettings.from(System.getenv());
      var data = DataDirectory.lock(settings.dataDirectory());
      settings.ports().forEach(Port::requireFree);
      data.clearTemporary();
      var parts = new RunningParts(System.out);
      stopOnExit(parts, data);
      new Tocsin(settings, data, parts, System.out).start(rehearsal ? REHEARSAL_LIMIT : FOR_EVER);
      if (rehearsal) {
        Rehearsal.play(settings);
        System.exit(0);
      }
    } catch (CannotStart | DemoFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (Exception | LinkageError e) {
      System.err.println("Tocsin could not start:");
      e.printStackTrace();
      // Threads of brokers that did start would keep the JVM alive.
      System.exit(1);
    }
  }

  private void start(Duration patience) throws Exception {
    out.println("Tocsin starts, with its data in " + data.root());
    startBrokers();
    parts.start(
        Part.SERVICES,
        "http://" + settings.http().address(),
        () -> Services.start(settings, data.folder("services")));
    awaitReadiness(patience);
    out.print(Banner.of(settings, uptime()));
    out.flush();
  }

  private void startBrokers() throws Exception {
    Path registryHome = Path.of(System.getProperty(REGISTRY_HOME, "schema-registry"));
    int mqtt = settings.mqtt().number();
    int kafka = settings.kafka().number();
    int registry = settings.registry().number();
    try (ExecutorService executor =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var starts = new ExecutorCompletionService<Void>(executor);
      starts.submit(
          starting(
              Part.SCHEMA_REGISTRY,
              SchemaRegistryProcess.url(registry),
              () ->
                  SchemaRegistryProcess.start(
                      registry, registryHome, data.folder("schema-registry"))));
      starts.submit(
          starting(
              Part.KAFKA,
              settings.kafka().address(),
              () -> EmbeddedKafka.start(kafka, data.folder("kafka"))));
      starts.submit(
          starting(
              Part.MQTT_BROKER,
              "mqtt://" + settings.mqtt().address(),
              () -> EmbeddedMqttBroker.start(mqtt, data.folder("mqtt"))));
      for (int i = 0; i < 3; i++) {
        starts.take().get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Callable<Void> starting(
      Part part, String detail, Callable<? extends AutoCloseable> starter) {
    return () -> {
      parts.start(part, detail, starter);
      return null;
    };
  }

  private void awaitReadiness(Duration patience) throws InterruptedException {
    String address = "http://" + settings.http().address() + "/actuator/health/readiness";
    var readiness = new Readiness(address);
    long begin = System.nanoTime();
    while (!readiness.await(REPORT_EVERY)) {
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new CannotStart("Tocsin did not become ready within " + RunningParts.seconds(begin));
      }
      out.println("  Not ready yet, see " + address);
    }
  }

  private static Duration uptime() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }

  private static void stopOnExit(RunningParts parts, DataDirectory data) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  var stopped = new CountDownLatch(1);
                  haltUnless(stopped, STOP_LIMIT);
                  parts.close();
                  // Held here until the end: a lock that nobody refers to is collected as garbage.
                  data.close();
                  stopped.countDown();
                },
                "tocsin-stop"));
    // Stopping is what was asked for, so it is a success; the JVM's own handlers would say 143 or
    // 130.
    Signal.handle(new Signal("TERM"), signal -> System.exit(0));
    Signal.handle(new Signal("INT"), signal -> System.exit(0));
  }

  /** A part that hangs while it stops must not keep the process for ever. */
  private static void haltUnless(CountDownLatch stopped, Duration limit) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                if (!stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                  Runtime.getRuntime().halt(1);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
