package dev.tocsin.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.function.Predicate;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Sums of what Kafka Streams and its producers, in this process, count themselves. */
final class StreamsMetrics {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private StreamsMetrics() {}

  /** Records that stream threads have sent to topics that are so named. */
  static double sentTo(Predicate<String> topic) {
    return sum(
        "kafka.producer:type=producer-topic-metrics,client-id=*StreamThread*,topic=*",
        "record-send-total",
        name -> topic.test(unquoted(name.getKeyProperty("topic"))));
  }

  /** A metric of the stream threads. */
  static double ofThreads(String attribute) {
    return sum("kafka.streams:type=stream-thread-metrics,*", attribute, name -> true);
  }

  /** A metric of the stores, which is only there when they are told to count. */
  static double ofStores(String attribute) {
    return sum("kafka.streams:type=stream-state-metrics,*", attribute, name -> true);
  }

  private static double sum(String pattern, String attribute, Predicate<ObjectName> which) {
    try {
      double sum = 0;
      boolean known = false;
      for (ObjectName name : SERVER.queryNames(new ObjectName(pattern), null)) {
        // Not everything of a type counts all that the type can.
        for (Attribute found : SERVER.getAttributes(name, new String[] {attribute}).asList()) {
          known = true;
          sum += which.test(name) ? ((Number) found.getValue()).doubleValue() : 0;
        }
      }
      if (!known) {
        throw new IllegalStateException("nothing counts " + attribute + " of " + pattern);
      }
      return sum;
    } catch (JMException e) {
      throw new IllegalArgumentException(attribute + " of " + pattern, e);
    }
  }

  private static String unquoted(String value) {
    return value.startsWith("\"") ? ObjectName.unquote(value) : value;
  }
}
