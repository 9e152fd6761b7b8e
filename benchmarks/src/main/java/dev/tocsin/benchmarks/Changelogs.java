package dev.tocsin.benchmarks;

import dev.tocsin.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topics that a processor reads its state back from. */
final class Changelogs {
  private Changelogs() {}

  /** How many records an application has in them, with the markers of its commits. */
  static long records(KafkaSettings kafka, String application)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(kafka.client())) {
      List<String> names =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(application + "-") && name.endsWith("-changelog"))
              .toList();
      List<TopicPartition> partitions =
          admin.describeTopics(names).allTopicNames().get().values().stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(info -> new TopicPartition(topic.name(), info.partition())))
              .toList();
      return offsets(admin, partitions, OffsetSpec.latest())
          - offsets(admin, partitions, OffsetSpec.earliest());
    }
  }

  private static long offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
    return admin.listOffsets(wanted).all().get().values().stream()
        .mapToLong(info -> info.offset())
        .sum();
  }
}
