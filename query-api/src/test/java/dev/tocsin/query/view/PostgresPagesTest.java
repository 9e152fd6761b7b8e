package dev.tocsin.query.view;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.query.LocalPostgres;
import org.junit.jupiter.api.BeforeAll;

class PostgresPagesTest extends PagesContract {
  @BeforeAll
  static void needPostgres() {
    assumeTrue(LocalPostgres.isInstalled(), "PostgreSQL's server is not installed");
  }

  @Override
  DatabaseSettings newDatabase() {
    return new DatabaseSettings(LocalPostgres.get().newDatabase(), null, null);
  }
}
