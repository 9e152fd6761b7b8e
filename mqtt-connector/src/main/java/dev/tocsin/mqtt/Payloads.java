package dev.tocsin.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.event.Ack;
import dev.tocsin.event.EntryError;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.FieldErrors;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.identity.NameUuid;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.EventModel;
import dev.tocsin.time.InstantText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * What messages say, field by field in the order of the contract. Written with a generator, since
 * this is done for every change of every event.
 */
final class Payloads {
  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonFactory MSGPACK = new MessagePackFactory();

  private Payloads() {}

  /** One object, written to the generator that it is given. */
  private interface Content {
    void writeTo(JsonGenerator out) throws IOException;
  }

  static byte[] event(Event event) {
    return object(
        JSON,
        out -> {
          out.writeStringField("uuid", event.uuid().toString());
          out.writeStringField("createdAt", InstantText.withoutOffset(event.createdAt()));
          out.writeStringField("updatedAt", InstantText.withoutOffset(event.updatedAt()));
          out.writeStringField("entityUuid", event.entityUuid().toString());
          out.writeStringField("time", InstantText.withOffset(event.time()));
          out.writeStringField("endTime", withOffset(event.endTime()));
          out.writeStringField("status", name(event.status()));
          out.writeBooleanField("acknowledged", event.acknowledged());
          out.writeObjectFieldStart("eventModel");
          write(event.model(), out);
          out.writeEndObject();
          write(event.metadata(), out);
        });
  }

  static byte[] ack(Ack ack) {
    return object(
        JSON,
        out -> {
          out.writeStringField("time", InstantText.withOffset(ack.time()));
          out.writeStringField("userUuid", ack.userUuid().toString());
        });
  }

  static byte[] model(EventModel model) {
    return object(
        JSON,
        out -> {
          out.writeStringField("uuid", model.uuid().toString());
          out.writeStringField("code", model.code());
          out.writeStringField("eventLevel", name(model.eventLevel()));
          out.writeStringField("eventType", name(model.eventType()));
          out.writeStringField("entityType", name(model.entityType()));
          out.writeBooleanField("limitToPrototypes", model.limitToPrototypes());
          out.writeStringField("message", model.message());
          out.writeStringField("domainUuid", NameUuid.ofDomain(model.slug()).toString());
          write(model.metadata(), out);
          out.writeStringField("status", name(model.status()));
          out.writeStringField("createdAt", InstantText.withOffset(model.createdAt()));
          out.writeStringField("updatedAt", InstantText.withOffset(model.updatedAt()));
        });
  }

  static byte[] rejection(Rejection rejection, PayloadFormat format) {
    return object(
        factory(format),
        out -> {
          out.writeStringField("code", name(rejection.code()));
          out.writeStringField("message", rejection.message());
          out.writeObjectFieldStart("stats");
          out.writeNumberField("total", rejection.total());
          out.writeNumberField("errors", rejection.errors().size());
          out.writeNumberField("imported", rejection.imported());
          out.writeEndObject();
          out.writeObjectFieldStart("errors");
          writeEntries(rejection, out);
          out.writeEndObject();
        });
  }

  static byte[] receipt(InputReceipt receipt) {
    return object(
        factory(receipt.format()),
        out -> {
          out.writeArrayFieldStart("imported");
          for (UUID uuid : receipt.imported()) {
            out.writeString(uuid.toString());
          }
          out.writeEndArray();
          out.writeObjectFieldStart("errors");
          if (receipt.rejection().isPresent()) {
            write(receipt.rejection().get(), out);
          }
          out.writeEndObject();
        });
  }

  /** What is wrong with no single entry stands where rules that span fields do. */
  private static void write(Rejection rejection, JsonGenerator out) throws IOException {
    if (rejection.code() == Rejection.Code.SOME_DATA_INVALID) {
      writeEntries(rejection, out);
      return;
    }
    out.writeArrayFieldStart(FieldErrors.SCHEMA);
    out.writeStartObject();
    out.writeStringField("code", name(rejection.code()));
    out.writeStringField("message", rejection.message());
    out.writeEndObject();
    out.writeEndArray();
  }

  private static void writeEntries(Rejection rejection, JsonGenerator out) throws IOException {
    for (Map.Entry<Integer, List<EntryError>> entry : rejection.errors().entrySet()) {
      out.writeArrayFieldStart(entry.getKey().toString());
      for (EntryError error : entry.getValue()) {
        write(error, out);
      }
      out.writeEndArray();
    }
  }

  private static void write(EventModelSnapshot model, JsonGenerator out) throws IOException {
    out.writeStringField("uuid", model.uuid().toString());
    out.writeStringField("entityType", name(model.entityType()));
    out.writeStringField("eventType", name(model.eventType()));
    out.writeStringField("eventLevel", name(model.eventLevel()));
    out.writeStringField("code", model.code());
    out.writeStringField("message", model.message());
  }

  private static void write(Metadata metadata, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("metadata");
    for (Map.Entry<String, MetadataValue> entry : metadata.values().entrySet()) {
      out.writeFieldName(entry.getKey());
      switch (entry.getValue()) {
        case MetadataValue.Text text -> out.writeString(text.value());
        case MetadataValue.Whole whole -> out.writeNumber(whole.value());
        case MetadataValue.Decimal decimal -> out.writeNumber(decimal.value());
        case MetadataValue.Bool bool -> out.writeBoolean(bool.value());
        case MetadataValue.Timestamp timestamp ->
            out.writeString(InstantText.withOffset(timestamp.value()));
        case MetadataValue.Uuid uuid -> out.writeString(uuid.value().toString());
      }
    }
    out.writeEndObject();
  }

  private static void write(EntryError error, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("code", error.code().text());
    if (error.fields().isEmpty()) {
      out.writeStringField("message", error.message());
    } else {
      out.writeObjectFieldStart("message");
      for (Map.Entry<String, List<String>> field : error.fields().texts().entrySet()) {
        out.writeArrayFieldStart(field.getKey());
        for (String text : field.getValue()) {
          out.writeString(text);
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static JsonFactory factory(PayloadFormat format) {
    return switch (format) {
      case JSON -> JSON;
      case MSGPACK -> MSGPACK;
    };
  }

  private static String name(Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  private static String withOffset(Instant instant) {
    return instant == null ? null : InstantText.withOffset(instant);
  }

  private static byte[] object(JsonFactory factory, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      out.writeStartObject();
      content.writeTo(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused bytes", e);
    }
    return bytes.toByteArray();
  }
}
