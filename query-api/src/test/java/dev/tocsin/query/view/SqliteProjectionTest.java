package dev.tocsin.query.view;

import dev.tocsin.query.DatabaseSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteProjectionTest extends ProjectionContract {
  @TempDir Path folder;

  @Override
  DatabaseSettings newDatabase() {
    return new DatabaseSettings("jdbc:sqlite:" + folder.resolve("view.sqlite"), null, null);
  }
}
