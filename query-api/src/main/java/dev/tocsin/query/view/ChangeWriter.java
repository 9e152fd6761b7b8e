package dev.tocsin.query.view;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes to the view, and how far they reach, in one transaction. An object that the
 * database refuses is left out, so that it does not keep all others away for ever: nothing that
 * comes later could make the database take it.
 */
final class ChangeWriter {
  private static final Logger log = LoggerFactory.getLogger(ChangeWriter.class);

  private final Database database;
  private final Positions positions;
  private final Progress progress;

  ChangeWriter(Database database, Positions positions, Progress progress) {
    this.database = database;
    this.positions = positions;
    this.progress = progress;
  }

  /**
   * Writes all of them, or none where the database is away.
   *
   * @throws Positions.FencedException where another replica has moved on
   */
  void write(Changes changes, Map<TopicPartition, Long> reached) {
    try {
      inTransaction(reached, sql -> new ViewWriter(sql).write(changes));
    } catch (DataAccessException e) {
      if (!Database.isRefusal(e)) {
        throw e;
      }
      inTransaction(reached, sql -> changes.apart().forEach(one -> writeOrLeaveOut(sql, one)));
    }
    positions.advanced(reached);
    progress.wrote(changes);
  }

  private void inTransaction(Map<TopicPartition, Long> reached, Consumer<DSLContext> writing) {
    database
        .writer()
        .transaction(
            transaction -> {
              // First, so that a replica that was replaced waits here and writes nothing.
              positions.advance(transaction.dsl(), reached);
              writing.accept(transaction.dsl());
            });
  }

  private void writeOrLeaveOut(DSLContext sql, Changes one) {
    try {
      sql.transaction(savepoint -> new ViewWriter(savepoint.dsl()).write(one));
    } catch (DataAccessException e) {
      if (!Database.isRefusal(e)) {
        throw e;
      }
      progress.leftOut();
      // Not what it said: that repeats the data.
      log.warn("The database refuses {}, which are left out (SQLSTATE {})", one, e.sqlState());
    }
  }
}
