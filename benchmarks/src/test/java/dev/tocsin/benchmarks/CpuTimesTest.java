package dev.tocsin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.CpuTimes.OfThread;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuTimesTest {
  @ParameterizedTest
  @CsvSource({
    "hivemq-eventloop-child-0, MQTT_BROKER",
    "data-plane-kafka-request-handler-3, KAFKA_BROKER",
    "kafka-producer-network-thread | tocsin-connector-input, CONNECTOR",
    "com.hivemq.client.mqtt-2-1, CONNECTOR",
    "kafka-producer-network-thread | tocsin-processor-1-StreamThread-1-producer, PROCESSOR",
    "tocsin-processor-1-StreamThread-1, PROCESSOR",
    "kafka-producer-network-thread | tocsin-query-commands, QUERY_API",
    "http-nio-127.0.0.1-8080-exec-1, QUERY_API",
    "GC Thread#0, GARBAGE_COLLECTION",
    "C2 CompilerThread0, COMPILERS",
    "Signal Dispatcher, REST",
  })
  void a_thread_is_of_the_part_that_its_name_begins_with(String thread, Part part) {
    assertThat(Part.ofThread(thread)).isEqualTo(part);
  }

  @Test
  void what_no_living_thread_has_used_is_the_rest() {
    Map<Long, String> names = Map.of(1L, "tocsin-projection", 2L, "tocsin-live-events", 3L, "main");
    CpuTimes before =
        new CpuTimes(1_000, Map.of(1L, time(100), 3L, time(50), 4L, time(700)), 5, 20);
    CpuTimes after = new CpuTimes(3_000, Map.of(1L, time(400), 2L, time(200), 3L, time(60)), 8, 60);

    assertThat(after.since(before, names))
        .containsEntry(Part.QUERY_API, 500L)
        .containsEntry(Part.REST, 1_500L)
        .containsEntry(Part.SCHEMA_REGISTRY, 3L)
        .containsEntry(Part.LOAD, 40L)
        .containsEntry(Part.NO_CORE, 1_020L)
        .containsEntry(Part.PROCESSOR, 0L);
  }

  @Test
  void a_thread_that_the_jvm_does_not_know_has_the_name_of_the_operating_system() {
    CpuTimes before = new CpuTimes(0, Map.of(), 0, 0);
    CpuTimes after = new CpuTimes(70, Map.of(1L, new OfThread("rocksdb:low", 70, 9)), 0, 0);

    assertThat(after.since(before, Map.of())).containsEntry(Part.PROCESSOR, 70L);
  }

  @Test
  void a_thread_tells_what_it_has_used_and_how_long_it_waited_for_a_core() {
    assertThat(OfThread.parse("a (b) c\n", "2345678 1234567 42\n"))
        .isEqualTo(new OfThread("a (b) c", 2_345, 1_234));
  }

  @Test
  void names_are_read_from_a_thread_dump_of_any_release() {
    assertThat(
            ThreadNames.read(
                List.of(
                    "\"tocsin-projection\" #54 [9] prio=5 os_prio=0 tid=0x7f nid=13588 runnable",
                    "   java.lang.Thread.State: RUNNABLE",
                    "\"GC Thread#0\" os_prio=0 cpu=1.00ms elapsed=1.00s tid=0x7f nid=0x10 runnable")))
        .isEqualTo(Map.of(13588L, "tocsin-projection", 16L, "GC Thread#0"));
  }

  @Test
  void a_thread_of_this_process_is_found_by_its_name() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        Thread.ofPlatform().name("a name of more than 15 characters").start(() -> await(end));
    ProcessHandle self = ProcessHandle.current();

    try {
      Map<Long, String> names = ThreadNames.of(self.pid());

      assertThat(names).containsValue(thread.getName());
      assertThat(CpuTimes.of(self).program()).isPositive();
    } finally {
      end.countDown();
    }
  }

  private static OfThread time(long micros) {
    return new OfThread("", micros, 2 * micros);
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
