package dev.tocsin.query;

import dev.tocsin.query.command.CommandService;
import dev.tocsin.query.view.Database;
import dev.tocsin.query.view.ProjectionService;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether queries and mutations are answered and events can be watched: part of the readiness
 * group, named {@code query}.
 */
public final class QueryHealth implements HealthIndicator {
  private final Database database;
  private final ProjectionService projection;
  private final CommandService commands;
  private final TopicTail live;

  QueryHealth(
      Database database, ProjectionService projection, CommandService commands, TopicTail live) {
    this.database = database;
    this.projection = projection;
    this.commands = commands;
    this.live = live;
  }

  @Override
  public Health health() {
    boolean reachable = database.isReachable();
    boolean caughtUp = reachable && projection.hasCaughtUp();
    boolean goingOn = projection.isGoingOn();
    boolean takingCommands = commands.isReady();
    boolean watching = live.isReady();
    boolean ready = reachable && caughtUp && goingOn && takingCommands && watching;
    Health.Builder health = ready ? Health.up() : Health.outOfService();
    return health
        .withDetail("database", reachable ? "reachable" : "away")
        .withDetail("projection", !goingOn ? "standing still" : caughtUp ? "caught up" : "behind")
        .withDetail("commands", takingCommands ? "taken" : "not taken yet")
        .withDetail("subscriptions", watching ? "taken" : "not taken yet")
        .build();
  }
}
