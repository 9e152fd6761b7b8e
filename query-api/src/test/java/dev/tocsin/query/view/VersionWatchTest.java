package dev.tocsin.query.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.query.DatabaseSettings;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.SystemEntity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class VersionWatchTest {
  private static final Duration LONGER_THAN_THE_TEST = Duration.ofMinutes(5);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  @TempDir Path folder;
  private final ViewSignal signal = new ViewSignal();
  private Database database;
  private VersionWatch watch;

  @BeforeEach
  void start() {
    String url = "jdbc:sqlite:" + folder.resolve("view.sqlite");
    database = new Database(new DatabaseSettings(url, null, null), Samples.STATEMENT_TIME);
    database.migrate();
    watch = new VersionWatch(database, signal);
  }

  @AfterEach
  void close() {
    watch.close();
    database.close();
  }

  @Test
  void each_of_many_is_answered_once_the_view_has_what_he_waits_for() throws InterruptedException {
    List<SystemEntity> systems = Stream.generate(() -> Samples.system("s")).limit(100).toList();
    List<CompletableFuture<Boolean>> waiting =
        systems.stream().map(system -> waitFor(system.uuid(), version -> version >= 1)).toList();

    signal.awaitDemand(LONGER_THAN_THE_TEST);
    write(ChangeType.CREATED, systems.subList(0, 60));
    signal.change();
    waiting.subList(0, 60).forEach(answer -> assertThat(answer.join()).isTrue());
    assertThat(waiting.subList(60, 100)).noneMatch(CompletableFuture::isDone);

    write(ChangeType.CREATED, systems.subList(60, 100));
    signal.change();
    waiting.forEach(answer -> assertThat(answer.join()).isTrue());
  }

  @Test
  void what_another_process_writes_is_seen_without_a_signal() throws InterruptedException {
    SystemEntity system = Samples.system("s");
    CompletableFuture<Boolean> waiting = waitFor(system.uuid(), version -> version >= 1);

    signal.awaitDemand(LONGER_THAN_THE_TEST);
    write(ChangeType.CREATED, List.of(system));

    assertThat(waiting.join()).isTrue();
  }

  @Test
  void an_object_that_is_gone_has_version_0() throws InterruptedException {
    SystemEntity system = Samples.system("s");
    write(ChangeType.CREATED, List.of(system));
    CompletableFuture<Boolean> waiting = waitFor(system.uuid(), version -> version == 0);

    signal.awaitDemand(LONGER_THAN_THE_TEST);
    write(ChangeType.DELETED, List.of(system));

    assertThat(waiting.join()).isTrue();
  }

  @Test
  void a_version_that_does_not_come_is_waited_for_as_long_as_said() throws InterruptedException {
    SystemEntity system = Samples.system("s");
    write(ChangeType.CREATED, List.of(system));

    assertThat(watch.await(View.SYSTEMS, system.uuid(), version -> version >= 2, AT_ONCE))
        .isFalse();
    assertThat(watch.await(View.SYSTEMS, system.uuid(), version -> version >= 1, AT_ONCE)).isTrue();
  }

  @Test
  void a_database_that_fails_fails_those_who_wait_and_nobody_after_them()
      throws InterruptedException {
    SystemEntity system = Samples.system("s");
    CompletableFuture<Boolean> waiting = waitFor(system.uuid(), version -> version >= 1);
    signal.awaitDemand(LONGER_THAN_THE_TEST);
    database.writer().execute("alter table system rename to away");
    assertThatThrownBy(waiting::join).hasCauseInstanceOf(DataAccessException.class);

    database.writer().execute("alter table away rename to system");
    write(ChangeType.CREATED, List.of(system));
    assertThat(waitFor(system.uuid(), version -> version >= 1).join()).isTrue();
  }

  private CompletableFuture<Boolean> waitFor(UUID system, LongPredicate wanted) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return watch.await(View.SYSTEMS, system, wanted, LONGER_THAN_THE_TEST);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  private void write(ChangeType type, List<SystemEntity> systems) {
    Changes changes = new Changes();
    systems.forEach(system -> changes.add(new RegistryChange<>(type, system, null)));
    database.writer().transaction(transaction -> new ViewWriter(transaction.dsl()).write(changes));
  }
}
