package dev.tocsin.query;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.TopicCreator;
import dev.tocsin.kafka.Topics;
import dev.tocsin.query.command.CommandService;
import dev.tocsin.query.view.Database;
import dev.tocsin.query.view.ProjectionService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.flywaydb.core.api.FlywayException;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the service in the order of what needs what, on a thread of its own: the database, the
 * topics, the schemas, the projection, the commands. What is away is waited for.
 */
public final class QueryStart implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(QueryStart.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final KafkaSettings kafka;
  private final Topics topics;
  private final TocsinSerdes serdes;
  private final Database database;
  private final CallerResolver callers;
  private final ProjectionService projection;
  private final CommandService commands;
  private final TopicTail live;
  private final Clock clock;

  private Thread thread;

  QueryStart(
      KafkaSettings kafka,
      Topics topics,
      TocsinSerdes serdes,
      Database database,
      CallerResolver callers,
      ProjectionService projection,
      CommandService commands,
      TopicTail live,
      Clock clock) {
    this.kafka = kafka;
    this.topics = topics;
    this.serdes = serdes;
    this.database = database;
    this.callers = callers;
    this.projection = projection;
    this.commands = commands;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    thread = new Thread(this::run, "tocsin-query-start");
    thread.start();
  }

  @Override
  public synchronized void stop() {
    thread.interrupt();
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      prepareDatabase();
      new TopicCreator(kafka, clock)
          .create(
              List.of(
                  topics.events(),
                  topics.entities(),
                  topics.eventModels(),
                  topics.componentModels(),
                  topics.eventModelLinks(),
                  topics.registryCommands(),
                  topics.eventCommands(),
                  topics.commandReplies()));
      serdes.register();
      projection.start();
      commands.start();
      live.start();
    } catch (InterruptedException | InterruptException e) {
      log.debug("Stopped while starting", e);
    }
  }

  private void prepareDatabase() throws InterruptedException {
    OncePerMinute waiting = new OncePerMinute(clock);
    while (true) {
      try {
        database.migrate();
        Caller caller = callers.current();
        database.remember(caller.userUuid(), caller.slug(), caller.name(), caller.email());
        return;
      } catch (FlywayException | DataAccessException e) {
        waiting.say(
            () -> log.warn("Waiting for the database of the read model: {}", e.getMessage()));
        Thread.sleep(RETRY);
      }
    }
  }
}
