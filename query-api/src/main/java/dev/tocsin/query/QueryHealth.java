package dev.tocsin.query;

import dev.tocsin.query.command.CommandService;
import dev.tocsin.query.view.Database;
import dev.tocsin.query.view.ProjectionService;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether queries and mutations are answered: part of the readiness group, named {@code query}. */
public final class QueryHealth implements HealthIndicator {
  private final Database database;
  private final ProjectionService projection;
  private final CommandService commands;

  QueryHealth(Database database, ProjectionService projection, CommandService commands) {
    this.database = database;
    this.projection = projection;
    this.commands = commands;
  }

  @Override
  public Health health() {
    boolean reachable = database.isReachable();
    boolean caughtUp = reachable && projection.hasCaughtUp();
    boolean goingOn = projection.isGoingOn();
    boolean takingCommands = commands.isReady();
    Health.Builder health =
        reachable && caughtUp && goingOn && takingCommands ? Health.up() : Health.outOfService();
    return health
        .withDetail("database", reachable ? "reachable" : "away")
        .withDetail("projection", !goingOn ? "standing still" : caughtUp ? "caught up" : "behind")
        .withDetail("commands", takingCommands ? "taken" : "not taken yet")
        .build();
  }
}
