package dev.tocsin.processor;

import dev.tocsin.event.ErrorCode;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.kafka.message.RegistryCommandMessage;
import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.RegistryDecision;
import dev.tocsin.registry.RegistryObject;
import dev.tocsin.registry.RegistryRules;
import dev.tocsin.time.InstantText;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Decides the registry commands of its domains, one after the other, and tells what changed.
 *
 * <p>Only the change of the object that the command names carries the command's headers: the
 * partitions that learn of it confirm it, and the command is answered when all have. What else goes
 * with a deletion follows by itself.
 */
final class RegistryProcessor implements Processor<String, RegistryCommandMessage, Object, Object> {
  private final int partitions;
  private final Clock clock;

  private ProcessorContext<Object, Object> context;
  private RegistryStore store;
  private RegistryRules rules;
  private Replies replies;

  private RegistryProcessor(int partitions, Clock clock) {
    this.partitions = partitions;
    this.clock = clock;
  }

  /** Supplies the processor with its stores. */
  record Supplier(TocsinSerdes serdes, int partitions, Clock clock)
      implements ProcessorSupplier<String, RegistryCommandMessage, Object, Object> {
    @Override
    public Processor<String, RegistryCommandMessage, Object, Object> get() {
      return new RegistryProcessor(partitions, clock);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(RegistryStore.objects(serdes.registryReplicas()), RegistryStore.index());
    }
  }

  @Override
  public void init(ProcessorContext<Object, Object> processorContext) {
    context = processorContext;
    store = new RegistryStore(context);
    rules = new RegistryRules(store);
    replies = new Replies(context, TocsinTopology.REGISTRY_REPLIES);
  }

  @Override
  public void process(Record<String, RegistryCommandMessage> record) {
    RegistryCommandMessage message = record.value();
    if (message == null) {
      return;
    }
    RegistryDecision decision =
        rules.decide(message.slug(), message.command(), InstantText.toMicros(clock.instant()));
    replies.send(record, new CommandReply(message.commandId(), message.slug(), outcome(decision)));
    if (decision instanceof RegistryDecision.Accepted accepted) {
      Headers headers = record.headers();
      for (RegistryChange<?> change : accepted.changes()) {
        store.apply(change);
        publish(change, record.timestamp(), headers);
        headers = withoutCommand(record.headers());
      }
    }
  }

  private CommandReply.Outcome outcome(RegistryDecision decision) {
    return switch (decision) {
      case RegistryDecision.Accepted accepted ->
          new CommandReply.Accepted(
              accepted.object(), accepted.changes().isEmpty() ? 0 : awaits(accepted.object()));
      case RegistryDecision.Refused refused ->
          new CommandReply.Refused(refused.reason(), code(refused), refused.message());
    };
  }

  private static ErrorCode code(RegistryDecision.Refused refused) {
    return refused.unknown() == null ? null : ErrorCode.unknown(refused.unknown());
  }

  /** How many partitions learn of a change of this object. */
  private int awaits(RegistryObject object) {
    return switch (object) {
      case Entity entity -> 1;
      case EventModel model -> partitions;
      case EventModelLink link -> partitions;
      case ComponentModel model -> 0;
    };
  }

  private void publish(RegistryChange<?> change, long timestamp, Headers headers) {
    for (String sink : sinks(change.object())) {
      context.forward(new Record<>(change.object().uuid(), change, timestamp, headers), sink);
      if (change.isDeletion()) {
        Record<Object, Object> tombstone =
            new Record<>(change.object().uuid(), null, timestamp, new RecordHeaders());
        context.forward(tombstone, sink);
      }
    }
  }

  private static List<String> sinks(RegistryObject object) {
    return switch (object) {
      case Entity entity -> List.of(TocsinTopology.ENTITIES);
      case ComponentModel model -> List.of(TocsinTopology.COMPONENT_MODELS);
      case EventModel model ->
          List.of(TocsinTopology.EVENT_MODELS, TocsinTopology.REGISTRY_REPLICAS);
      case EventModelLink link ->
          List.of(TocsinTopology.EVENT_MODEL_LINKS, TocsinTopology.REGISTRY_REPLICAS);
    };
  }

  private static Headers withoutCommand(Headers headers) {
    Headers rest = new RecordHeaders(headers);
    CommandHeaders.remove(rest);
    return rest;
  }
}
