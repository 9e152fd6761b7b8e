package dev.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The topics as the Kafka contract lists them. */
class TopicsTest {
  private static final Topics TOPICS = new Topics(settings(null, null));

  @ParameterizedTest
  @CsvSource({
    "tocsin.mqtt.input,        7 days",
    "tocsin.event-rejections,  7 days",
    "tocsin.dead-letters,      7 days",
    "tocsin.registry.commands, 1 day",
    "tocsin.event.commands,    1 day",
    "tocsin.command-replies,   1 hour",
    "tocsin.input-receipts,    1 hour"
  })
  void theseForgetAfterATime(String name, String retention) {
    Map<String, String> config = topic(name).config();
    assertThat(config).containsEntry("cleanup.policy", "delete");
    assertThat(config)
        .containsEntry(
            "retention.ms",
            switch (retention) {
              case "7 days" -> "604800000";
              case "1 day" -> "86400000";
              default -> "3600000";
            });
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.events",
    "tocsin.event-models",
    "tocsin.entities",
    "tocsin.component-models",
    "tocsin.event-model-links",
    "tocsin.registry.replicas"
  })
  void theseKeepTheLatestOfEveryKeyAndAllOfADay(String name) {
    assertThat(topic(name).config())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("min.compaction.lag.ms", "86400000")
        .doesNotContainKey("retention.ms");
  }

  @Test
  void everyTopicHasSixPartitionsAndTheBrokersTime() {
    assertThat(TOPICS.all())
        .hasSize(13)
        .allSatisfy(
            topic -> {
              assertThat(topic.partitions()).isEqualTo(6);
              assertThat(topic.config()).containsEntry("message.timestamp.type", "LogAppendTime");
            });
  }

  @Test
  void anInputAndItsRejectionFitTheirTopicsAndEveryTopicFitsTheClients() {
    int mqttLimit = 1024 * 1024;
    assertThat(maxBytes("tocsin.mqtt.input")).isGreaterThan(mqttLimit);
    assertThat(maxBytes("tocsin.event-rejections")).isGreaterThan(mqttLimit);
    assertThat(TOPICS.all())
        .allSatisfy(
            topic ->
                assertThat(maxBytes(topic.name())).isLessThan(KafkaSettings.MAX_MESSAGE_BYTES));
  }

  @Test
  void prefixAndPartitionsAreSettings() {
    Topic topic = new Topics(settings("plant-7.", 12)).events();
    assertThat(topic.name()).isEqualTo("plant-7.events");
    assertThat(topic.partitions()).isEqualTo(12);
  }

  @Test
  void partitionsThatMakeNoSenseAreRefusedByTheirKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(null, 0))
        .withMessageContaining("tocsin.kafka.partitions");
  }

  private static Topic topic(String name) {
    return TOPICS.all().stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int maxBytes(String name) {
    return Integer.parseInt(topic(name).config().get("max.message.bytes"));
  }

  private static KafkaSettings settings(String prefix, Integer partitions) {
    return new KafkaSettings(null, null, prefix, partitions, null, null);
  }
}
