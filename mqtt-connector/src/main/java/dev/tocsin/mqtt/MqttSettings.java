package dev.tocsin.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import java.util.List;
import java.util.Objects;
import org.springframework.util.unit.DataSize;

/**
 * The MQTT broker, and how the connector uses it: {@code tocsin.mqtt.*}.
 *
 * @param host of the broker; default {@code 127.0.0.1}
 * @param port of the broker; default 1883, or 8883 with TLS
 * @param tls whether the connection is encrypted; default false
 * @param version of MQTT: 5 or 3 (which means 3.1.1); default 5
 * @param clientId the connector's name at the broker; default {@code tocsin-connector}. The broker
 *     keeps what arrives for this name while the connector is away, so each instance needs its own
 *     and must keep it. Kafka knows the instance again by it too.
 * @param username default none
 * @param password default none
 * @param root what every topic begins with; default {@code drivr/v1}
 * @param slugs the domains that this instance reads; default all. It divides the work between
 *     instances without a shared subscription and keeps each device's order.
 * @param sharedGroup instances with the same group share the input; default none. Needs MQTT 5; a
 *     device's messages may then overtake each other.
 * @param responseTopics filters of the topics outside of the root on which devices may ask for
 *     receipts with MQTT 5; default none. Below {@code {root}/{slug}/} they may on all that are not
 *     Tocsin's own.
 * @param maxInFlightBytes the size of all input that Kafka has not confirmed, its topics and MQTT 5
 *     properties included, 4MB to 1GB; default 64MB, or an eighth of the heap where that is less.
 *     Beyond it QoS 0 is dropped, and nothing else is read until Kafka has caught up; where that
 *     takes long, the connection is closed meanwhile. The broker keeps the rest.
 * @param maxPublishesInFlight messages published and not yet acknowledged by the broker; default
 *     1,000. The broker's own limit applies besides.
 * @param maxPacketBytes the longest packet to send to the broker, 1KB to 256MB; default 256MB. What
 *     is longer is counted and not published. With MQTT 5 the broker's own limit applies besides;
 *     with 3.1.1 one that ends the connection at longer packets needs its limit here, or the same
 *     message would be sent again for ever.
 * @param retainEvents whether the broker retains an event's messages until it is resolved or
 *     deleted; default false
 */
public record MqttSettings(
    String host,
    Integer port,
    boolean tls,
    Integer version,
    String clientId,
    String username,
    String password,
    String root,
    List<String> slugs,
    String sharedGroup,
    List<String> responseTopics,
    DataSize maxInFlightBytes,
    Integer maxPublishesInFlight,
    DataSize maxPacketBytes,
    boolean retainEvents) {

  // A little more is what MQTT itself has no number for.
  private static final DataSize LONGEST_PACKET = DataSize.ofMegabytes(256);

  public MqttSettings {
    host = Objects.requireNonNullElse(host, "127.0.0.1");
    port = Objects.requireNonNullElse(port, tls ? 8883 : 1883);
    version = Objects.requireNonNullElse(version, 5);
    clientId = Objects.requireNonNullElse(clientId, "tocsin-connector");
    root = Objects.requireNonNullElse(root, "drivr/v1");
    slugs = slugs == null ? List.of() : List.copyOf(slugs);
    sharedGroup = Objects.requireNonNullElse(sharedGroup, "");
    responseTopics = responseTopics == null ? List.of() : List.copyOf(responseTopics);
    maxInFlightBytes = Objects.requireNonNullElseGet(maxInFlightBytes, MqttSettings::defaultBytes);
    maxPublishesInFlight = Objects.requireNonNullElse(maxPublishesInFlight, 1_000);
    maxPacketBytes = Objects.requireNonNullElse(maxPacketBytes, LONGEST_PACKET);

    check(!host.isBlank(), "host", "must name a host");
    check(port >= 1 && port <= 65_535, "port", "must be 1 to 65535");
    check(version == 5 || version == 3, "version", "must be 5 or 3");
    check(!clientId.isBlank(), "client-id", "must not be empty: the session is kept under it");
    check(isTopicPart(root), "root", "must be topic levels without wildcards: " + root);
    check(
        slugs.stream().allMatch(slug -> isTopicPart(slug) && !slug.contains("/")),
        "slugs",
        "must each be one topic level without wildcards");
    check(!sharedGroup.contains("/"), "shared-group", "must not contain a slash");
    check(
        sharedGroup.isEmpty() || (isTopicPart(sharedGroup) && version == 5),
        "shared-group",
        "needs tocsin.mqtt.version 5 and must not contain wildcards");
    responseTopics.forEach(MqttSettings::checkFilter);
    check(
        maxInFlightBytes.toMegabytes() >= 4 && maxInFlightBytes.toMegabytes() <= 1024,
        "max-in-flight-bytes",
        "must be 4MB to 1024MB");
    check(
        maxPublishesInFlight >= 1 && maxPublishesInFlight <= 65_000,
        "max-publishes-in-flight",
        "must be 1 to 65000");
    check(
        maxPacketBytes.toBytes() >= 1024 && maxPacketBytes.compareTo(LONGEST_PACKET) <= 0,
        "max-packet-bytes",
        "must be 1KB to 256MB");
  }

  boolean isShared() {
    return !sharedGroup.isEmpty();
  }

  /** What to subscribe to. */
  List<String> inputFilters() {
    String prefix = isShared() ? "$share/" + sharedGroup + "/" : "";
    return (slugs.isEmpty() ? List.of("+") : slugs)
        .stream().map(slug -> prefix + root + "/" + slug + "/input/event/#").toList();
  }

  /** What {@link #maxPacketBytes} is to the client. */
  int longestPacket() {
    return Math.toIntExact(maxPacketBytes.toBytes());
  }

  String address() {
    return host + ":" + port;
  }

  /** Without the password, which has no place in a log. */
  @Override
  public String toString() {
    return "MqttSettings[" + clientId + " at " + address() + "]";
  }

  private static DataSize defaultBytes() {
    long eighth = Runtime.getRuntime().maxMemory() / 8;
    return DataSize.ofBytes(Math.clamp(eighth, 4L << 20, 64L << 20));
  }

  private static boolean isTopicPart(String text) {
    return !text.isEmpty()
        && !text.startsWith("/")
        && !text.endsWith("/")
        && text.chars().noneMatch(c -> c == '+' || c == '#' || c == 0);
  }

  private static void checkFilter(String filter) {
    try {
      MqttTopicFilter.of(filter);
    } catch (IllegalArgumentException e) {
      check(false, "response-topics", "must each be a topic filter: " + filter);
    }
  }

  private static void check(boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("tocsin.mqtt." + key + " " + rule);
    }
  }
}
