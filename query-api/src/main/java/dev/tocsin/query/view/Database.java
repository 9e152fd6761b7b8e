package dev.tocsin.query.view;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.registry.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/**
 * The database of the read model: SQLite in a file, or PostgreSQL. Readers and the writer have
 * pools of their own, so that neither waits for the other's connections; SQLite takes one writer at
 * a time.
 *
 * <p>Nothing is connected before the first use.
 */
public final class Database implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final int READERS = 8;
  private static final int CONNECTION_TIMEOUT_MS = 5_000;

  /** Classes of SQLSTATE: a data exception, and PostgreSQL's own for what exceeds a limit. */
  private static final String INVALID_DATA = "22";

  private static final String BEYOND_A_LIMIT = "54";

  private final boolean isSqlite;
  private final HikariDataSource readers;
  private final HikariDataSource writer;
  private final DSLContext reader;
  private final DSLContext writing;

  /**
   * @param statementTime how long a question may occupy the database
   */
  public Database(DatabaseSettings settings, Duration statementTime) {
    isSqlite = settings.url().startsWith(SQLITE);
    if (isSqlite && !settings.url().startsWith(SQLITE + "file:")) {
      createFolder(settings.url());
    }
    // None before it is asked for: in memory, one that is made amid a migration is refused.
    readers = pool("view-readers", 0, READERS, settings);
    writer = pool("view-writer", 1, isSqlite ? 1 : 2, settings);
    reader = context(readers, statementTime);
    writing = context(writer, null);
  }

  /** For questions. */
  DSLContext reader() {
    return reader;
  }

  /** For transactions that change the view. */
  DSLContext writer() {
    return writing;
  }

  /** Creates the tables, or brings them up to date. */
  public void migrate() {
    migrations().load().migrate();
  }

  FluentConfiguration migrations() {
    return Flyway.configure()
        .dataSource(writer)
        .locations("classpath:db/tocsin-query/" + (isSqlite ? "sqlite" : "postgresql"))
        .table("tocsin_query_schema")
        .baselineOnMigrate(true)
        .baselineVersion("0");
  }

  /** Keeps what is known of a user, for whoever asks who acknowledged an event. */
  public void remember(UUID uuid, String slug, String name, String email) {
    Account account =
        new Account(
            uuid, slug, name, email, Status.ACTIVATED, Metadata.NONE, Instant.EPOCH, null, 1);
    writing.transaction(
        transaction -> {
          transaction
              .dsl()
              .deleteFrom(AccountTable.TABLE)
              .where(AccountTable.UUID.eq(uuid))
              .execute();
          new RowWriter<>(
                  View.ACCOUNTS,
                  Account::uuid,
                  Account::version,
                  Account::createdAt,
                  Account::metadata)
              .write(transaction.dsl(), List.of(account));
        });
  }

  /** Whether the statement took longer than it may. */
  public static boolean isTimeout(DataAccessException e) {
    return StatementLimit.isCauseOf(e);
  }

  /**
   * Whether the database is there and will not have this: what is written now would be refused
   * again.
   */
  static boolean isRefusal(DataAccessException e) {
    String state = e.sqlState();
    return state.startsWith(INVALID_DATA) || state.startsWith(BEYOND_A_LIMIT);
  }

  /** Whether the database answers. */
  public boolean isReachable() {
    try {
      reader.selectOne().fetch();
      return true;
    } catch (DataAccessException e) {
      return false;
    }
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }

  private HikariDataSource pool(String name, int idle, int size, DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(idle);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    // A database that is away is waited for by whoever asks, not by the start of the program.
    config.setInitializationFailTimeout(-1);
    if (isSqlite) {
      // A file's connections do not grow stale, and what is in memory lives by its connections.
      config.setMaxLifetime(0);
      config.setDataSource(new SqliteSource(settings.url()));
    } else {
      config.setJdbcUrl(settings.url());
      config.setUsername(settings.username());
      config.setPassword(settings.password());
    }
    return new HikariDataSource(config);
  }

  /**
   * @param statementTime null for no limit
   */
  private DSLContext context(DataSource source, Duration statementTime) {
    DefaultConfiguration configuration = new DefaultConfiguration();
    configuration.set(source);
    configuration.set(isSqlite ? SQLDialect.SQLITE : SQLDialect.POSTGRES);
    Settings settings = new Settings().withExecuteLogging(false);
    if (statementTime != null && isSqlite) {
      configuration.set(new StatementLimit(statementTime));
    } else if (statementTime != null) {
      settings.setQueryTimeout((int) Math.max(1, statementTime.toSeconds()));
    }
    configuration.set(settings);
    return DSL.using(configuration);
  }

  private static void createFolder(String url) {
    Path folder = Path.of(url.substring(SQLITE.length())).toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "spring.datasource.url: the folder " + folder + " cannot be made", e);
    }
  }
}
