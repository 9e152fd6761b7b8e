package dev.tocsin.query.view;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how far the projection is: in the log while it is far behind, in metrics always. */
final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);
  private static final long FAR_BEHIND = 10_000;

  private final AtomicLong lag = new AtomicLong();
  private final Counter events;
  private final Counter registryObjects;
  private final Counter refused;
  private boolean behind;

  Progress(MeterRegistry metrics) {
    Gauge.builder("tocsin.query.projection.lag", lag, AtomicLong::get)
        .description("Records that this replica has still to read")
        .register(metrics);
    events = counter(metrics, "event");
    registryObjects = counter(metrics, "registry");
    refused =
        Counter.builder("tocsin.query.projection.refused")
            .description("Changes that the database refused and that the read model does not show")
            .register(metrics);
  }

  void wrote(Changes changes) {
    events.increment(changes.events().size());
    registryObjects.increment(changes.registry().size());
  }

  void leftOut() {
    refused.increment();
  }

  /** Compares where the projection is with where its partitions end. */
  void report(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    long end = ends.values().stream().mapToLong(Long::longValue).sum();
    long position = positions.values().stream().mapToLong(Long::longValue).sum();
    lag.set(Math.max(0, end - position));
    if (lag.get() > FAR_BEHIND) {
      behind = true;
      log.info(
          "The read model is at {} % of the topics, {} records to go",
          end == 0 ? 100 : 100 * position / end, lag.get());
    } else if (behind) {
      behind = false;
      log.info("The read model has caught up with the topics");
    }
  }

  private static Counter counter(MeterRegistry metrics, String kind) {
    return Counter.builder("tocsin.query.projection.changes")
        .description("Changes written to the read model")
        .tag("kind", kind)
        .register(metrics);
  }
}
