package dev.tocsin.query.view;

import dev.tocsin.query.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SqliteFilterTest extends FilterContract {
  private static Database database;

  @BeforeContainer
  static void createDatabase() throws IOException {
    String url =
        "jdbc:sqlite:"
            + Files.createTempDirectory(Path.of("target"), "view-").resolve("view.sqlite");
    database = new Database(new DatabaseSettings(url, null, null), Samples.STATEMENT_TIME);
    database.migrate();
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  @Override
  Database database() {
    return database;
  }
}
