package dev.tocsin.query.view;

import dev.tocsin.query.DatabaseSettings;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class SqlitePagesTest extends PagesContract {
  @TempDir Path folder;

  @Override
  DatabaseSettings newDatabase() {
    return new DatabaseSettings(
        "jdbc:sqlite:" + folder.resolve(UUID.randomUUID() + ".sqlite"), null, null);
  }
}
