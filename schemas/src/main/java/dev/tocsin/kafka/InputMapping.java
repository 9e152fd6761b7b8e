package dev.tocsin.kafka;

import static dev.tocsin.kafka.AvroValues.same;

import dev.tocsin.avro.EntityTypeSymbol;
import dev.tocsin.avro.EntryErrorRecord;
import dev.tocsin.avro.ErrorCodeSymbol;
import dev.tocsin.avro.EventRejectionRecord;
import dev.tocsin.avro.FieldErrorRecord;
import dev.tocsin.avro.InputReceiptRecord;
import dev.tocsin.avro.MqttInputRecord;
import dev.tocsin.avro.PayloadFormatSymbol;
import dev.tocsin.avro.RejectedEntryRecord;
import dev.tocsin.avro.RejectionCodeSymbol;
import dev.tocsin.event.EntryError;
import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.FieldErrors;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.registry.EntityType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/** Inputs, their rejections and their receipts between core and Avro. */
final class InputMapping {
  private InputMapping() {}

  static MqttInputRecord toAvro(MqttInput input) {
    return new MqttInputRecord(
        input.topic(),
        input.slug(),
        same(EntityTypeSymbol.class, input.entityType()),
        input.entityUuid(),
        same(PayloadFormatSymbol.class, input.format()),
        input.payload() == null ? null : ByteBuffer.wrap(input.payload()),
        input.payloadSize(),
        input.arrivedAt(),
        input.topicFault());
  }

  static MqttInput input(MqttInputRecord avro) {
    return new MqttInput(
        avro.getTopic(),
        avro.getSlug(),
        same(EntityType.class, avro.getEntityType()),
        avro.getEntityUuid(),
        same(PayloadFormat.class, avro.getFormat()),
        avro.getPayload() == null ? null : Utils.toArray(avro.getPayload()),
        avro.getPayloadSize(),
        avro.getArrivedAt(),
        avro.getTopicFault());
  }

  static EventRejectionRecord toAvro(EventRejection rejected) {
    Rejection rejection = rejected.rejection();
    return new EventRejectionRecord(
        rejected.input().slug(),
        toAvro(rejected.input()),
        rejected.rejectedAt(),
        same(RejectionCodeSymbol.class, rejection.code()),
        rejection.message(),
        rejection.total(),
        rejection.imported(),
        entries(rejection));
  }

  static EventRejection rejection(EventRejectionRecord avro) {
    Rejection rejection =
        rejection(avro.getCode(), avro.getMessage(), avro.getTotal(), avro.getEntries());
    return new EventRejection(input(avro.getInput()), rejection, avro.getRejectedAt());
  }

  static InputReceiptRecord toAvro(InputReceipt receipt) {
    return new InputReceiptRecord(
        receipt.slug(),
        same(PayloadFormatSymbol.class, receipt.format()),
        receipt.imported(),
        receipt
            .rejection()
            .map(rejection -> same(RejectionCodeSymbol.class, rejection.code()))
            .orElse(null),
        receipt.rejection().map(Rejection::message).orElse(null),
        receipt.rejection().map(InputMapping::entries).orElse(List.of()));
  }

  static InputReceipt receipt(InputReceiptRecord avro) {
    List<RejectedEntryRecord> entries = avro.getEntries();
    int total = avro.getImported().size() + entries.size();
    return new InputReceipt(
        avro.getSlug(),
        same(PayloadFormat.class, avro.getFormat()),
        avro.getImported(),
        Optional.ofNullable(avro.getCode())
            .map(code -> rejection(code, avro.getMessage(), total, entries)));
  }

  private static List<RejectedEntryRecord> entries(Rejection rejection) {
    List<RejectedEntryRecord> entries = new ArrayList<>();
    rejection
        .errors()
        .forEach(
            (index, errors) ->
                entries.add(
                    new RejectedEntryRecord(
                        index, errors.stream().map(InputMapping::toAvro).toList())));
    return entries;
  }

  private static Rejection rejection(
      RejectionCodeSymbol code, String message, int total, List<RejectedEntryRecord> entries) {
    TreeMap<Integer, List<EntryError>> errors = new TreeMap<>();
    for (RejectedEntryRecord entry : entries) {
      errors.put(entry.getIndex(), entry.getErrors().stream().map(InputMapping::error).toList());
    }
    return new Rejection(same(Rejection.Code.class, code), message, total, errors);
  }

  private static EntryErrorRecord toAvro(EntryError error) {
    List<FieldErrorRecord> fields = new ArrayList<>();
    error
        .fields()
        .texts()
        .forEach((field, texts) -> fields.add(new FieldErrorRecord(field, texts)));
    return new EntryErrorRecord(same(ErrorCodeSymbol.class, error.code()), error.message(), fields);
  }

  private static EntryError error(EntryErrorRecord avro) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    avro.getFields().forEach(field -> fields.put(field.getField(), field.getTexts()));
    return new EntryError(
        same(ErrorCode.class, avro.getCode()), avro.getMessage(), new FieldErrors(fields));
  }
}
