package dev.tocsin.query.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.query.LocalPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No question of a console makes a database walk over all events. */
class QueryPlanTest {
  private static final int SYSTEMS = 400;
  private static final int COMPONENTS = 2_000;
  private static final int EVENTS = 20_000;

  /** Every index of events is named after them, as those of no other table are. */
  private static final Pattern INDEX =
      Pattern.compile("\\b(event_(by|of|unacknowledged|active)\\w*|event_tally\\w*)");

  private static final Pattern SQLITE_SCAN =
      Pattern.compile("^SCAN (event|event_ack|event_tally)\\b", Pattern.MULTILINE);
  private static final Pattern POSTGRES_SCAN =
      Pattern.compile("Seq Scan on (event|event_ack|event_tally)\\b");

  @Test
  void sqlite_finds_its_answers_by_indexes(@TempDir Path folder) {
    assertIndexed("jdbc:sqlite:" + folder.resolve("view.sqlite"), SQLITE_SCAN);
  }

  @Test
  void postgres_finds_its_answers_by_indexes() {
    assumeTrue(LocalPostgres.isInstalled(), "PostgreSQL's server is not installed");
    // So few events could as well be scanned, so that is made dear: what is still scanned then has
    // no index.
    String url = LocalPostgres.get().newDatabase() + "&options=-c%20enable_seqscan=off";
    assertIndexed(url, POSTGRES_SCAN);
  }

  private static void assertIndexed(String url, Pattern scan) {
    try (QueryBenchmark benchmark = new QueryBenchmark(url, SYSTEMS, COMPONENTS, EVENTS)) {
      benchmark.load();
      benchmark.analyze();
      Map<String, Runnable> questions = benchmark.questions();
      assertThat(questions).hasSizeGreaterThanOrEqualTo(7);
      questions.forEach(
          (name, question) -> {
            List<String> plans = benchmark.plans(question);
            assertThat(plans).as(name).isNotEmpty().noneMatch(plan -> scan.matcher(plan).find());
            assertThat(plans).as(name).anyMatch(plan -> INDEX.matcher(plan).find());
          });
    }
  }
}
