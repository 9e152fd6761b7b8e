package dev.tocsin.query.view;

import static org.jooq.impl.DSL.using;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultExecuteListenerProvider;

/** How the database comes to its answers, in its own words. */
final class QueryPlans {
  private final Configuration configuration;

  QueryPlans(Database database) {
    configuration = database.reader().configuration();
  }

  /** The plans of the statements that the question puts, one text each. */
  List<String> of(Runnable question) {
    Recorder recorder = new Recorder();
    var before = configuration.executeListenerProviders();
    configuration.set(new DefaultExecuteListenerProvider(recorder));
    try {
      question.run();
    } finally {
      configuration.set(before);
    }
    return recorder.statements.stream().map(this::plan).toList();
  }

  private String plan(String statement) {
    DSLContext sql = using(configuration);
    boolean isSqlite = configuration.dialect() == SQLDialect.SQLITE;
    // SQLite's rows end with the text that PostgreSQL's consist of.
    return sql.fetch((isSqlite ? "explain query plan " : "explain ") + statement).stream()
        .map(row -> row.get(row.size() - 1, String.class))
        .collect(Collectors.joining("\n"));
  }

  private static final class Recorder implements ExecuteListener {
    private static final long serialVersionUID = 1;

    private final transient List<String> statements = new ArrayList<>();

    @Override
    public void executeStart(ExecuteContext context) {
      // With the values in place: a plan depends on them.
      statements.add(context.dsl().renderInlined(context.query()));
    }
  }
}
