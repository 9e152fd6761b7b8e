package dev.tocsin.kafka;

import dev.tocsin.avro.CommandReplyRecord;
import dev.tocsin.avro.ComponentModelRecord;
import dev.tocsin.avro.EntityRecord;
import dev.tocsin.avro.EventCommandRecord;
import dev.tocsin.avro.EventModelLinkRecord;
import dev.tocsin.avro.EventModelRecord;
import dev.tocsin.avro.EventRecord;
import dev.tocsin.avro.EventRejectionRecord;
import dev.tocsin.avro.InputReceiptRecord;
import dev.tocsin.avro.MqttInputRecord;
import dev.tocsin.avro.RegistryCommandRecord;
import dev.tocsin.avro.RegistryReplicaRecord;
import dev.tocsin.event.EventChange;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.kafka.message.EventCommandMessage;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.kafka.message.RegistryCommandMessage;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.RegistryObject;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/** The serde of each topic's values. All are thread-safe and may be shared. */
public final class TocsinSerdes {
  private final SchemaRegistryClient registry;
  private final AvroSerde<MqttInput, MqttInputRecord> mqttInput;
  private final AvroSerde<EventChange, EventRecord> events;
  private final AvroSerde<EventRejection, EventRejectionRecord> eventRejections;
  private final AvroSerde<InputReceipt, InputReceiptRecord> inputReceipts;
  private final AvroSerde<RegistryChange<EventModel>, EventModelRecord> eventModels;
  private final AvroSerde<RegistryChange<Entity>, EntityRecord> entities;
  private final AvroSerde<RegistryChange<ComponentModel>, ComponentModelRecord> componentModels;
  private final AvroSerde<RegistryChange<EventModelLink>, EventModelLinkRecord> eventModelLinks;
  private final AvroSerde<RegistryChange<? extends RegistryObject>, RegistryReplicaRecord>
      registryReplicas;
  private final AvroSerde<RegistryCommandMessage, RegistryCommandRecord> registryCommands;
  private final AvroSerde<EventCommandMessage, EventCommandRecord> eventCommands;
  private final AvroSerde<CommandReply, CommandReplyRecord> commandReplies;

  public TocsinSerdes(Topics topics, SchemaRegistryClient registry) {
    this.registry = registry;
    mqttInput =
        new AvroSerde<>(
            topics.mqttInput(),
            MqttInputRecord.getClassSchema(),
            InputMapping::toAvro,
            InputMapping::input,
            registry);
    events =
        new AvroSerde<>(
            topics.events(),
            EventRecord.getClassSchema(),
            EventMapping::toAvro,
            EventMapping::change,
            registry);
    eventRejections =
        new AvroSerde<>(
            topics.eventRejections(),
            EventRejectionRecord.getClassSchema(),
            InputMapping::toAvro,
            InputMapping::rejection,
            registry);
    inputReceipts =
        new AvroSerde<>(
            topics.inputReceipts(),
            InputReceiptRecord.getClassSchema(),
            InputMapping::toAvro,
            InputMapping::receipt,
            registry);
    eventModels =
        new AvroSerde<>(
            topics.eventModels(),
            EventModelRecord.getClassSchema(),
            RegistryMapping::eventModel,
            RegistryMapping::eventModelChange,
            registry);
    entities =
        new AvroSerde<>(
            topics.entities(),
            EntityRecord.getClassSchema(),
            RegistryMapping::entity,
            RegistryMapping::entityChange,
            registry);
    componentModels =
        new AvroSerde<>(
            topics.componentModels(),
            ComponentModelRecord.getClassSchema(),
            RegistryMapping::componentModel,
            RegistryMapping::componentModelChange,
            registry);
    eventModelLinks =
        new AvroSerde<>(
            topics.eventModelLinks(),
            EventModelLinkRecord.getClassSchema(),
            RegistryMapping::eventModelLink,
            RegistryMapping::eventModelLinkChange,
            registry);
    registryReplicas =
        new AvroSerde<>(
            topics.registryReplicas(),
            RegistryReplicaRecord.getClassSchema(),
            RegistryMapping::replica,
            RegistryMapping::replicaChange,
            registry);
    registryCommands =
        new AvroSerde<>(
            topics.registryCommands(),
            RegistryCommandRecord.getClassSchema(),
            RegistryCommandMapping::toAvro,
            RegistryCommandMapping::message,
            registry);
    eventCommands =
        new AvroSerde<>(
            topics.eventCommands(),
            EventCommandRecord.getClassSchema(),
            EventCommandMapping::toAvro,
            EventCommandMapping::message,
            registry);
    commandReplies =
        new AvroSerde<>(
            topics.commandReplies(),
            CommandReplyRecord.getClassSchema(),
            CommandReplyMapping::toAvro,
            CommandReplyMapping::reply,
            registry);
  }

  public Serde<MqttInput> mqttInput() {
    return mqttInput;
  }

  public Serde<EventChange> events() {
    return events;
  }

  public Serde<EventRejection> eventRejections() {
    return eventRejections;
  }

  public Serde<InputReceipt> inputReceipts() {
    return inputReceipts;
  }

  public Serde<RegistryChange<EventModel>> eventModels() {
    return eventModels;
  }

  public Serde<RegistryChange<Entity>> entities() {
    return entities;
  }

  public Serde<RegistryChange<ComponentModel>> componentModels() {
    return componentModels;
  }

  public Serde<RegistryChange<EventModelLink>> eventModelLinks() {
    return eventModelLinks;
  }

  /** Of the replicas' topic, and of any store that keeps registry objects of all types. */
  public Serde<RegistryChange<? extends RegistryObject>> registryReplicas() {
    return registryReplicas;
  }

  public Serde<RegistryCommandMessage> registryCommands() {
    return registryCommands;
  }

  public Serde<EventCommandMessage> eventCommands() {
    return eventCommands;
  }

  public Serde<CommandReply> commandReplies() {
    return commandReplies;
  }

  /**
   * Registers every schema; waits as long as it takes for a registry that is away or refuses one,
   * and says so once a minute.
   */
  public void register() {
    List.of(
            mqttInput,
            events,
            eventRejections,
            inputReceipts,
            eventModels,
            entities,
            componentModels,
            eventModelLinks,
            registryReplicas,
            registryCommands,
            eventCommands,
            commandReplies)
        .forEach(serde -> registry.untilTaken(serde::register));
  }
}
