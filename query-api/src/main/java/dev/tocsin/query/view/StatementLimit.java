package dev.tocsin.query.view;

import java.sql.SQLException;
import java.time.Duration;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Ends statements that take too long. PostgreSQL is told the limit with each statement; SQLite runs
 * on the thread that asks, and is asked now and then whether it should go on.
 */
final class StatementLimit implements ExecuteListener {
  private static final long serialVersionUID = 1;
  private static final String CANCELED = "57014";

  /** How many of SQLite's own instructions pass between two looks at the clock. */
  private static final int INSTRUCTIONS = 100_000;

  private static final long NEVER = Long.MAX_VALUE;
  private static final ThreadLocal<Long> DEADLINE = ThreadLocal.withInitial(() -> NEVER);

  private final long nanos;

  StatementLimit(Duration limit) {
    nanos = limit.toNanos();
  }

  /** Whether this is how a statement ends that took too long. */
  static boolean isCauseOf(Throwable e) {
    return switch (e.getCause()) {
      case SQLiteException cause -> cause.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT;
      case SQLException cause -> CANCELED.equals(cause.getSQLState());
      case null, default -> false;
    };
  }

  /** Makes the connection mind the deadline of the thread that uses it. */
  static void watch(SQLiteConnection connection) throws SQLException {
    ProgressHandler.setHandler(
        connection,
        INSTRUCTIONS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            long deadline = DEADLINE.get();
            return deadline != NEVER && System.nanoTime() - deadline > 0 ? 1 : 0;
          }
        });
  }

  @Override
  public void executeStart(ExecuteContext context) {
    DEADLINE.set(System.nanoTime() + nanos);
  }

  // SQLite computes rows while they are fetched, so the deadline holds until the statement's end.
  @Override
  public void end(ExecuteContext context) {
    DEADLINE.remove();
  }
}
