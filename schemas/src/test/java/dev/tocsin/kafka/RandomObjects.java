package dev.tocsin.kafka;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Entry;
import dev.tocsin.event.EntryError;
import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventCommand;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventRequest;
import dev.tocsin.event.EventStatus;
import dev.tocsin.event.FieldErrors;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.kafka.message.EventCommandMessage;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.RegistryDecision;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random objects of all kinds, the same for the same seed, with every null that may be. */
final class RandomObjects {
  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final List<String> TEXTS =
      List.of("", "ems", "Höhe €", "😀😀", "a\nb\tc", "x".repeat(3_000));

  private final Random random;

  RandomObjects(long seed) {
    random = new Random(seed);
  }

  EventChange eventChange() {
    return new EventChange(one(EventChangeType.values()), event());
  }

  Event event() {
    return new Event(
        uuid(),
        text(),
        uuid(),
        uuid(),
        orNull(this::text),
        new EventModelSnapshot(
            uuid(),
            one(EntityType.values()),
            one(EventType.values()),
            one(EventLevel.values()),
            orNull(this::text),
            orNull(this::text)),
        instant(),
        orNull(this::instant),
        orNull(() -> one(EventStatus.values())),
        some(() -> new Ack(uuid(), instant())),
        metadata(),
        instant(),
        instant(),
        random.nextLong());
  }

  MqttInput mqttInput() {
    byte[] payload = new byte[random.nextInt(5_000)];
    random.nextBytes(payload);
    return new MqttInput(
        text(),
        orNull(this::text),
        orNull(() -> one(EntityType.values())),
        orNull(this::uuid),
        one(PayloadFormat.values()),
        orNull(() -> payload),
        random.nextInt(Integer.MAX_VALUE),
        instant(),
        orNull(this::text));
  }

  EventRejection eventRejection() {
    Rejection rejection =
        new Rejection(one(Rejection.Code.values()), text(), random.nextInt(1_000), entryErrors());
    return new EventRejection(mqttInput(), rejection, instant());
  }

  InputReceipt inputReceipt() {
    List<UUID> imported = some(this::uuid);
    TreeMap<Integer, List<EntryError>> errors = entryErrors();
    int total = imported.size() + errors.size();
    return new InputReceipt(
        text(),
        one(PayloadFormat.values()),
        imported,
        errors.isEmpty()
            ? Optional.empty()
            : Optional.of(new Rejection(one(Rejection.Code.values()), text(), total, errors)));
  }

  private TreeMap<Integer, List<EntryError>> entryErrors() {
    TreeMap<Integer, List<EntryError>> errors = new TreeMap<>();
    some(() -> errors.put(random.nextInt(1_000), some(this::entryError)));
    return errors;
  }

  EventCommandMessage eventCommand() {
    EventCommand command =
        switch (random.nextInt(4)) {
          case 0 ->
              Entry.raise(uuid(), orNull(this::instant), orNull(this::instant), metadataPatch());
          case 1 ->
              Entry.update(uuid(), orNull(this::instant), orNull(this::instant), metadataPatch());
          case 2 -> new EventCommand.Acknowledge(uuid(), uuid());
          default -> new EventCommand.Delete(uuid());
        };
    return new EventCommandMessage(
        uuid(), new EventRequest(text(), null, uuid(), instant(), command));
  }

  CommandReply commandReply() {
    CommandReply.Outcome outcome =
        switch (random.nextInt(4)) {
          case 0 ->
              new CommandReply.Accepted(
                  new RandomRegistryObjects(this).any(), random.nextInt(1_000));
          case 1 -> new CommandReply.EventAccepted(event());
          case 2 ->
              new CommandReply.Refused(
                  one(RegistryDecision.Reason.values()),
                  orNull(() -> one(ErrorCode.values())),
                  text());
          default -> new CommandReply.InForce(random.nextInt(1_000));
        };
    return new CommandReply(uuid(), text(), outcome);
  }

  private EntryError entryError() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    some(() -> fields.put(text(), some(this::text)));
    return new EntryError(one(ErrorCode.values()), orNull(this::text), new FieldErrors(fields));
  }

  Metadata metadata() {
    Map<String, MetadataValue> values = new HashMap<>();
    some(() -> values.put(text(), metadataValue()));
    return Metadata.of(values);
  }

  MetadataPatch metadataPatch() {
    Map<String, Optional<MetadataValue>> changes = new HashMap<>();
    some(() -> changes.put(text(), Optional.ofNullable(orNull(this::metadataValue))));
    return new MetadataPatch(changes);
  }

  private MetadataValue metadataValue() {
    return switch (random.nextInt(6)) {
      case 0 -> new MetadataValue.Text(text());
      case 1 -> new MetadataValue.Whole(random.nextLong());
      case 2 -> new MetadataValue.Decimal(random.nextGaussian() * 1e300);
      case 3 -> new MetadataValue.Bool(random.nextBoolean());
      case 4 -> new MetadataValue.Timestamp(instant());
      default -> new MetadataValue.Uuid(uuid());
    };
  }

  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  Instant instant() {
    return Instant.ofEpochSecond(
        random.nextLong(FIRST_SECOND, LAST_SECOND + 1), random.nextInt(1_000_000) * 1_000L);
  }

  String text() {
    return one(TEXTS.toArray(String[]::new)) + random.nextInt(100);
  }

  long number() {
    return random.nextLong();
  }

  boolean coin() {
    return random.nextBoolean();
  }

  @SafeVarargs
  final <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }

  <T> T orNull(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> some(Supplier<T> value) {
    return Stream.generate(value).limit(random.nextInt(4)).toList();
  }
}
