package dev.tocsin.query.view;

import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Connections to SQLite that behave like PostgreSQL's where the API's meaning depends on it: {@code
 * like} minds letter case, and {@code tocsin_lower} knows letters beyond ASCII.
 */
final class SqliteSource extends SQLiteDataSource {
  private static final int BUSY_TIMEOUT_MS = 10_000;
  private static final int CACHE_KIB = 64 * 1024;
  private static final long MAPPED_BYTES = 1L << 30;

  // In pages of 4 KiB. Changes hit pages all over the indexes, and the same ones again soon: the
  // longer the log may grow, the fewer pages are written back.
  private static final int CHECKPOINT_PAGES = 16_384;

  SqliteSource(String url) {
    super(config());
    setUrl(url);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    // Readers go on while the writer writes.
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A power cut may take the last transactions, never the order of them: the topics still have
    // what is missing, and the offsets say where to go on.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-CACHE_KIB);
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(MAPPED_BYTES));
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setPragma(SQLiteConfig.Pragma.CASE_SENSITIVE_LIKE, "true");
    // A transaction that would read first and write later could find the file taken in between.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return config;
  }

  @Override
  public SQLiteConnection getConnection(String username, String password) throws SQLException {
    SQLiteConnection connection = super.getConnection(username, password);
    Function.create(connection, "tocsin_lower", new Lower(), 1, Function.FLAG_DETERMINISTIC);
    StatementLimit.watch(connection);
    return connection;
  }

  private static final class Lower extends Function {
    @Override
    protected void xFunc() throws SQLException {
      String text = value_text(0);
      if (text == null) {
        result();
      } else {
        result(text.toLowerCase(Locale.ROOT));
      }
    }
  }
}
