package dev.tocsin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kafka.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicsAtStartTest {
  private final Surroundings around = new Surroundings();
  private Admin admin;

  @BeforeEach
  void open() {
    admin = Admin.create(Map.of("bootstrap.servers", Surroundings.KAFKA.address()));
  }

  @AfterEach
  void close() {
    around.close();
    admin.close();
  }

  @Test
  void a_topic_that_exists_is_left_as_it_is_and_others_are_created() throws Exception {
    Topic events = around.topics.events();
    Topic input = around.topics.mqttInput();
    admin
        .createTopics(
            List.of(
                new NewTopic(events.name(), 3, (short) 1)
                    .configs(Map.of("cleanup.policy", "delete", "retention.ms", "1000000"))))
        .all()
        .get();

    around.connector();

    assertThat(partitions(events)).isEqualTo(3);
    assertThat(setting(events, "cleanup.policy")).isEqualTo("delete");
    assertThat(setting(events, "retention.ms")).isEqualTo("1000000");
    assertThat(partitions(input)).isEqualTo(2);
    assertThat(setting(input, "retention.ms")).isEqualTo("604800000");
  }

  private int partitions(Topic topic) throws Exception {
    return admin
        .describeTopics(List.of(topic.name()))
        .allTopicNames()
        .get()
        .get(topic.name())
        .partitions()
        .size();
  }

  private String setting(Topic topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(key).value();
  }
}
