package dev.tocsin.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import java.util.List;
import java.util.Set;

/**
 * Where receipts may go. A connector may publish on topics on which a device may not; so the device
 * may name one only where all that read it are of its own domain, and expect nothing else there.
 */
final class ResponseTopics {
  /** What a domain's topics go on with where they are Tocsin's own. */
  private static final Set<String> OWN = Set.of("input", "systems", "eventModels");

  private final String root;
  private final List<MqttTopicFilter> elsewhere;

  /**
   * Those below the domain's part of the root, and some that are not below the root.
   *
   * @param elsewhere topic filters of the latter
   */
  ResponseTopics(String root, List<String> elsewhere) {
    this.root = root;
    this.elsewhere = elsewhere.stream().map(MqttTopicFilter::of).toList();
  }

  /** Whether a sender of this domain may ask for a receipt on this topic. */
  boolean allow(String slug, String topic) {
    if (!isBelow(root, topic)) {
      MqttTopic sought = MqttTopic.of(topic);
      return elsewhere.stream().anyMatch(filter -> filter.matches(sought));
    }
    String domain = root + "/" + slug;
    return isBelow(domain, topic)
        && !OWN.contains(topic.substring(domain.length() + 1).split("/", 2)[0]);
  }

  private static boolean isBelow(String levels, String topic) {
    return topic.startsWith(levels) && topic.startsWith("/", levels.length());
  }
}
