package dev.tocsin.processor;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Entry;
import dev.tocsin.event.EntryError;
import dev.tocsin.event.EventRequest;
import dev.tocsin.event.EventRules;
import dev.tocsin.event.Rejection;
import dev.tocsin.event.Retention;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.kafka.message.EventCommandMessage;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.time.InstantText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The one writer of its entities' events. Whatever concerns them meets here, in the order in which
 * Kafka took it in: devices' inputs, users' commands, and what the registry says of entities and
 * models.
 */
final class EventProcessor implements Processor<UUID, Object, Object, Object> {
  private static final Duration CASCADE_PAUSE = Duration.ofMillis(100);

  private final Retention retention;
  private final ProcessorMetrics metrics;
  private final Clock clock;
  private final InputDecoder decoder = new InputDecoder();

  private ProcessorContext<Object, Object> context;
  private LocalRegistry registry;
  private EventRules rules;
  private EventWriter writer;
  private Cascades cascades;
  private Replies replies;
  private Receipts receipts;

  private EventProcessor(Retention retention, ProcessorMetrics metrics, Clock clock) {
    this.retention = retention;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Supplies the processor with its stores. */
  record Supplier(TocsinSerdes serdes, Retention retention, ProcessorMetrics metrics, Clock clock)
      implements ProcessorSupplier<UUID, Object, Object, Object> {
    @Override
    public Processor<UUID, Object, Object, Object> get() {
      return new EventProcessor(retention, metrics, clock);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          EventStore.builder(serdes.events()),
          LocalRegistry.entityStore(serdes.entities()),
          LocalRegistry.modelStore(serdes.registryReplicas()),
          Cascades.store());
    }
  }

  @Override
  public void init(ProcessorContext<Object, Object> processorContext) {
    context = processorContext;
    registry = new LocalRegistry(context);
    EventStore events = new EventStore(context.getStateStore(EventStore.NAME));
    rules = new EventRules(registry, events);
    writer = new EventWriter(context, events);
    cascades = new Cascades(context.getStateStore(Cascades.NAME), events, writer);
    replies = new Replies(context, TocsinTopology.EVENT_REPLIES);
    receipts = new Receipts(context);
    context.schedule(
        CASCADE_PAUSE, PunctuationType.WALL_CLOCK_TIME, timestamp -> cascades.advance(now()));
    if (!retention.isForever()) {
      Expiry expiry = new Expiry(retention, events, writer, metrics);
      context.schedule(
          Expiry.PAUSE, PunctuationType.WALL_CLOCK_TIME, timestamp -> expiry.advance(now()));
    }
  }

  @Override
  public void process(Record<UUID, Object> record) {
    switch (record.value()) {
      case null -> {} // A tombstone; the deletion before it has said all.
      case MqttInput input -> importInput(record, input);
      case EventCommandMessage command -> execute(record, command);
      case RegistryChange<?> change -> learn(record, change);
      default -> throw new IllegalArgumentException("value: of an unexpected type");
    }
  }

  private void importInput(Record<UUID, Object> record, MqttInput input) {
    switch (decoder.decode(input)) {
      case InputDecoder.Decoded.Rejected rejected ->
          answer(record, input, List.of(), Optional.of(rejected.rejection()));
      case InputDecoder.Decoded.Entries decoded -> importEntries(record, input, decoded.entries());
    }
  }

  private void importEntries(Record<UUID, Object> record, MqttInput input, List<Entry> entries) {
    List<UUID> imported = new ArrayList<>(entries.size());
    TreeMap<Integer, List<EntryError>> errors = new TreeMap<>();
    Instant now = now();
    long written = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (written > Metadata.MAX_BYTES_A_MESSAGE) {
        errors.put(i, List.of(EntryError.tooMuchWritten()));
        continue;
      }
      EventRequest request =
          new EventRequest(
              input.slug(),
              input.entityType(),
              input.entityUuid(),
              input.arrivedAt(),
              entries.get(i));
      switch (rules.decide(request, now)) {
        case Decision.Changed changed -> {
          writer.write(changed.change(), record.timestamp(), record.headers());
          written += changed.change().event().metadata().bytes();
          imported.add(changed.change().event().uuid());
        }
        case Decision.Unchanged unchanged -> {
          metrics.unchanged();
          imported.add(unchanged.event().uuid());
        }
        case Decision.Refused refused -> errors.put(i, refused.errors());
      }
    }
    metrics.imported(imported.size());
    answer(
        record,
        input,
        imported,
        errors.isEmpty()
            ? Optional.empty()
            : Optional.of(Rejection.someInvalid(entries.size(), errors)));
  }

  private void answer(
      Record<UUID, Object> record,
      MqttInput input,
      List<UUID> imported,
      Optional<Rejection> rejection) {
    rejection.ifPresent(what -> reject(record, input, what));
    receipts.send(record, input, imported, rejection);
  }

  private void reject(Record<UUID, Object> record, MqttInput input, Rejection rejection) {
    metrics.rejected(rejection);
    context.forward(
        new Record<>(
            record.key(),
            new EventRejection(input, rejection, now()),
            record.timestamp(),
            OnwardHeaders.of(record.headers())),
        TocsinTopology.EVENT_REJECTIONS);
  }

  private void execute(Record<UUID, Object> record, EventCommandMessage message) {
    CommandReply.Outcome outcome =
        switch (rules.decide(message.request(), now())) {
          case Decision.Changed changed -> {
            writer.write(changed.change(), record.timestamp(), record.headers());
            yield new CommandReply.EventAccepted(changed.change().event());
          }
          case Decision.Unchanged unchanged -> new CommandReply.EventAccepted(unchanged.event());
          case Decision.Refused refused -> CommandRefusal.of(refused.errors().getFirst());
        };
    replies.send(record, new CommandReply(message.commandId(), message.request().slug(), outcome));
  }

  private void learn(Record<UUID, Object> record, RegistryChange<?> change) {
    UUID uuid = change.object().uuid();
    if (change.object() instanceof Entity entity) {
      registry.learnEntity(new RegistryChange<>(change.type(), entity, change.previousStatus()));
      if (change.isDeletion()) {
        cascades.entityDeleted(uuid, now());
      }
    } else {
      registry.learnModel(change);
      if (change.isDeletion() && change.object() instanceof EventModel) {
        cascades.modelDeleted(uuid, now());
      }
    }
    replies.inForce(record, change.object().slug());
  }

  private Instant now() {
    return InstantText.toMicros(clock.instant());
  }
}
