package dev.tocsin.processor;

import dev.tocsin.event.Retention;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topics;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * The graph: registry commands are decided in one part, events in the other. What the registry
 * decides reaches the events through topics: an entity in the partition of its events, models and
 * links in every partition.
 */
final class TocsinTopology {
  static final String EVENTS = "events-out";
  static final String EVENT_REJECTIONS = "event-rejections-out";
  static final String INPUT_RECEIPTS = "input-receipts-out";
  static final String EVENT_MODELS = "event-models-out";
  static final String ENTITIES = "entities-out";
  static final String COMPONENT_MODELS = "component-models-out";
  static final String EVENT_MODEL_LINKS = "event-model-links-out";
  static final String REGISTRY_REPLICAS = "registry-replicas-out";

  // A sink with parents in both parts would join them into one, so each part replies through a sink
  // of its own.
  static final String REGISTRY_REPLIES = "registry-replies-out";
  static final String EVENT_REPLIES = "event-replies-out";

  private static final String REGISTRY_COMMANDS_IN = "registry-commands-in";
  private static final String DECIDE_REGISTRY = "decide-registry";
  private static final String MQTT_INPUT_IN = "mqtt-input-in";
  private static final String EVENT_COMMANDS_IN = "event-commands-in";
  private static final String ENTITIES_IN = "entities-in";
  private static final String REGISTRY_REPLICAS_IN = "registry-replicas-in";
  private static final String DECIDE_EVENTS = "decide-events";

  private final Topics topics;
  private final TocsinSerdes serdes;

  TocsinTopology(Topics topics, TocsinSerdes serdes) {
    this.topics = topics;
    this.serdes = serdes;
  }

  /**
   * Builds the graph.
   *
   * @param partitions how many partitions the topic of the replicas has
   * @param retention of events that are over
   */
  Topology build(int partitions, Retention retention, ProcessorMetrics metrics, Clock clock) {
    Topology graph = new Topology();

    source(
        graph,
        REGISTRY_COMMANDS_IN,
        topics.registryCommands().name(),
        Serdes.String(),
        serdes.registryCommands());
    graph.addProcessor(
        DECIDE_REGISTRY,
        new RegistryProcessor.Supplier(serdes, partitions, clock),
        REGISTRY_COMMANDS_IN);
    sink(graph, EVENT_MODELS, topics.eventModels().name(), serdes.eventModels(), DECIDE_REGISTRY);
    sink(graph, ENTITIES, topics.entities().name(), serdes.entities(), DECIDE_REGISTRY);
    sink(
        graph,
        COMPONENT_MODELS,
        topics.componentModels().name(),
        serdes.componentModels(),
        DECIDE_REGISTRY);
    sink(
        graph,
        EVENT_MODEL_LINKS,
        topics.eventModelLinks().name(),
        serdes.eventModelLinks(),
        DECIDE_REGISTRY);
    graph.addSink(
        REGISTRY_REPLICAS,
        topics.registryReplicas().name(),
        Serdes.UUID().serializer(),
        serdes.registryReplicas().serializer(),
        everyPartition(),
        DECIDE_REGISTRY);
    sink(
        graph,
        REGISTRY_REPLIES,
        topics.commandReplies().name(),
        serdes.commandReplies(),
        DECIDE_REGISTRY);

    source(graph, MQTT_INPUT_IN, topics.mqttInput().name(), Serdes.UUID(), serdes.mqttInput());
    source(
        graph,
        EVENT_COMMANDS_IN,
        topics.eventCommands().name(),
        Serdes.UUID(),
        serdes.eventCommands());
    source(graph, ENTITIES_IN, topics.entities().name(), Serdes.UUID(), serdes.entities());
    source(
        graph,
        REGISTRY_REPLICAS_IN,
        topics.registryReplicas().name(),
        Serdes.UUID(),
        serdes.registryReplicas());
    graph.addProcessor(
        DECIDE_EVENTS,
        new EventProcessor.Supplier(serdes, retention, metrics, clock),
        MQTT_INPUT_IN,
        EVENT_COMMANDS_IN,
        ENTITIES_IN,
        REGISTRY_REPLICAS_IN);
    sink(graph, EVENTS, topics.events().name(), serdes.events(), DECIDE_EVENTS);
    sink(
        graph,
        EVENT_REJECTIONS,
        topics.eventRejections().name(),
        serdes.eventRejections(),
        DECIDE_EVENTS);
    sink(
        graph,
        INPUT_RECEIPTS,
        topics.inputReceipts().name(),
        serdes.inputReceipts(),
        DECIDE_EVENTS);
    sink(
        graph,
        EVENT_REPLIES,
        topics.commandReplies().name(),
        serdes.commandReplies(),
        DECIDE_EVENTS);

    return graph;
  }

  private static <K, V> void source(
      Topology graph, String name, String topic, Serde<K> key, Serde<V> value) {
    graph.addSource(name, key.deserializer(), value.deserializer(), topic);
  }

  private static <V> void sink(
      Topology graph, String name, String topic, Serde<V> value, String parent) {
    graph.addSink(name, topic, Serdes.UUID().serializer(), value.serializer(), parent);
  }

  private static StreamPartitioner<Object, Object> everyPartition() {
    return new StreamPartitioner<>() {
      @Override
      public Optional<Set<Integer>> partitions(
          String topic, Object key, Object value, int numPartitions) {
        return Optional.of(
            IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
      }
    };
  }
}
