package dev.tocsin.query.view;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.query.LocalPostgres;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class PostgresFilterTest extends FilterContract {
  private static Database database;

  @BeforeContainer
  static void createDatabase() {
    if (LocalPostgres.isInstalled()) {
      database =
          new Database(
              new DatabaseSettings(LocalPostgres.get().newDatabase(), null, null),
              Samples.STATEMENT_TIME);
      database.migrate();
    }
  }

  @AfterContainer
  static void close() {
    if (database != null) {
      database.close();
    }
  }

  @Override
  Database database() {
    assumeTrue(database != null, "PostgreSQL's server is not installed");
    return database;
  }
}
