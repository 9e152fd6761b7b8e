package dev.tocsin.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where Kafka and the schema registry are, and how topics are made there: {@code tocsin.kafka.*} of
 * every service.
 *
 * @param bootstrapServers host:port, comma separated; default {@code 127.0.0.1:9092}
 * @param schemaRegistryUrl the base of a Confluent-compatible REST API; default {@code
 *     http://127.0.0.1:8081}
 * @param topicPrefix what every topic's name begins with: letters, digits, dots, underscores and
 *     hyphens; default {@code tocsin.}
 * @param partitions of each topic that is created; default 6. Fixed once topics exist: identity
 *     depends on it.
 * @param replicationFactor of each topic that is created, at least 1; default -1, the broker's own
 *     default
 * @param clients further settings of every Kafka client, such as {@code security.protocol}
 */
public record KafkaSettings(
    String bootstrapServers,
    String schemaRegistryUrl,
    String topicPrefix,
    Integer partitions,
    Short replicationFactor,
    Map<String, String> clients) {

  /**
   * The longest message a client sends or reads, in bytes: an input over the MQTT limit with its
   * errors fits.
   */
  public static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

  /**
   * How long the work of a group's member that died waits for another one, and how soon the members
   * learn of a change among them; unless {@code clients} says otherwise.
   */
  public static final Map<String, Integer> MEMBERSHIP =
      Map.of(
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);

  public KafkaSettings {
    bootstrapServers = bootstrapServers == null ? "127.0.0.1:9092" : bootstrapServers;
    schemaRegistryUrl = schemaRegistryUrl == null ? "http://127.0.0.1:8081" : schemaRegistryUrl;
    topicPrefix = topicPrefix == null ? "tocsin." : topicPrefix;
    partitions = partitions == null ? 6 : partitions;
    replicationFactor = replicationFactor == null ? (short) -1 : replicationFactor;
    clients = clients == null ? Map.of() : Map.copyOf(clients);
    require(
        bootstrapServers.matches("\\s*[^\\s,]+:\\d{1,5}(\\s*,\\s*[^\\s,]+:\\d{1,5})*\\s*"),
        "bootstrap-servers must be host:port, comma separated",
        bootstrapServers);
    require(
        isHttp(schemaRegistryUrl),
        "schema-registry-url must begin with http:// or https:// and a host",
        schemaRegistryUrl);
    require(
        // Kafka takes 249 characters; what we append has room in the rest.
        topicPrefix.matches("[a-zA-Z0-9._-]{0,150}"),
        "topic-prefix must be up to 150 letters, digits, dots, underscores and hyphens",
        topicPrefix);
    require(partitions >= 1 && partitions <= 1000, "partitions must be 1 to 1000", partitions);
    require(
        replicationFactor == -1 || replicationFactor >= 1,
        "replication-factor must be at least 1, or -1 for the broker's own default",
        replicationFactor);
    requireKafkasConsent(clients);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("tocsin.kafka." + rule + ": " + value);
    }
  }

  private static boolean isHttp(String url) {
    try {
      var unused = HttpRequest.newBuilder(URI.create(url));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Refuses what each client would refuse later, on a thread that then tries for ever. */
  private static void requireKafkasConsent(Map<String, String> clients) {
    Map<String, Object> config = new HashMap<>(clients);
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    try {
      var admin = new AdminClientConfig(config);
      var producer = new ProducerConfig(config);
      var consumer = new ConsumerConfig(config);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("tocsin.kafka.clients: " + e.getMessage());
    }
  }

  /** What every Kafka client needs to connect. */
  public Map<String, Object> client() {
    Map<String, Object> config = new HashMap<>();
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    // A client can be made before its hosts have names, and goes on once they have.
    config.put(CommonClientConfigs.BOOTSTRAP_RESOLVE_TIMEOUT_MS_CONFIG, Long.MAX_VALUE);
    config.putAll(clients);
    return config;
  }

  /** A producer that loses nothing, keeps the order and writes nothing twice. */
  public Map<String, Object> producer(String clientId) {
    Map<String, Object> config = client();
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    // Said aloud: a setting that conflicts with it would otherwise turn it off silently.
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
    return config;
  }

  /** A consumer that sees committed records only and says itself how far it is. */
  public Map<String, Object> consumer(String clientId) {
    Map<String, Object> config = client();
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    MEMBERSHIP.forEach(config::putIfAbsent);
    return config;
  }

  /**
   * A consumer that shares the work of a group.
   *
   * @param instance the name of this member, empty for none. Kafka then knows it again after a
   *     crash and gives it its partitions at once, where it would wait for the dead one otherwise.
   *     It shuts out whoever else has the name, so each member needs its own.
   */
  public Map<String, Object> groupConsumer(String clientId, String group, String instance) {
    Map<String, Object> config = consumer(clientId);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    if (!instance.isEmpty()) {
      config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, groupInstance(instance));
    }
    return config;
  }

  /**
   * The name itself where Kafka takes it, also with a number appended; else a uuid that follows
   * from it.
   */
  public static String groupInstance(String name) {
    return name.matches("[a-zA-Z0-9._-]{1,240}") && !name.matches("\\.\\.?")
        ? name
        : UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }
}
