package dev.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Kafka contract promises of the schemas of all topics. */
class AvroSchemasTest {

  static List<Schema> ofTopics() {
    return List.of(
        MqttInputRecord.getClassSchema(),
        EventRecord.getClassSchema(),
        EventRejectionRecord.getClassSchema(),
        InputReceiptRecord.getClassSchema(),
        EventModelRecord.getClassSchema(),
        EntityRecord.getClassSchema(),
        ComponentModelRecord.getClassSchema(),
        EventModelLinkRecord.getClassSchema(),
        RegistryReplicaRecord.getClassSchema(),
        RegistryCommandRecord.getClassSchema(),
        EventCommandRecord.getClassSchema(),
        CommandReplyRecord.getClassSchema());
  }

  @ParameterizedTest
  @MethodSource("ofTopics")
  void everyRecordNamesItsDomain(Schema topic) {
    assertThat(namesDomain(topic)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ofTopics")
  void instantsAreMicrosecondsAndUuidsAreOfTheLogicalType(Schema topic) {
    for (Schema record : within(topic, Schema.Type.RECORD)) {
      for (Schema.Field field : record.getFields()) {
        if (isUuid(field.name())) {
          assertLogical(record, field, Schema.Type.STRING, "uuid");
        } else if (isInstant(field.name())) {
          assertLogical(record, field, Schema.Type.LONG, "timestamp-micros");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofTopics")
  void anEnumHasADefaultForSymbolsThatAReaderDoesNotKnow(Schema topic) {
    assertThat(within(topic, Schema.Type.ENUM))
        .allSatisfy(symbols -> assertThat(symbols.getEnumDefault()).isEqualTo("UNKNOWN"));
  }

  private static boolean isUuid(String field) {
    return field.equals("uuid") || field.endsWith("Uuid") || field.endsWith("Id");
  }

  private static boolean isInstant(String field) {
    return List.of("time", "endTime", "instant").contains(field) || field.endsWith("At");
  }

  private static void assertLogical(
      Schema record, Schema.Field field, Schema.Type type, String logical) {
    List<Schema> values =
        parts(field.schema()).stream().filter(part -> part.getType() != Schema.Type.NULL).toList();
    assertThat(values)
        .as("%s.%s", record.getName(), field.name())
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.getType()).isEqualTo(type);
              assertThat(value.getLogicalType().getName()).isEqualTo(logical);
            });
  }

  /** Whether it has the domain's slug, or a record that has, whatever else it holds. */
  private static boolean namesDomain(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        && (schema.getField("slug") != null
            || schema.getFields().stream()
                .anyMatch(
                    field ->
                        parts(field.schema()).stream().allMatch(AvroSchemasTest::namesDomain)));
  }

  private static Set<Schema> within(Schema topic, Schema.Type type) {
    Set<Schema> found = new LinkedHashSet<>();
    collect(topic, found);
    found.removeIf(schema -> schema.getType() != type);
    return found;
  }

  private static void collect(Schema schema, Set<Schema> found) {
    if (!found.add(schema)) {
      return;
    }
    switch (schema.getType()) {
      case RECORD -> schema.getFields().forEach(field -> collect(field.schema(), found));
      case UNION -> schema.getTypes().forEach(part -> collect(part, found));
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      default -> {}
    }
  }

  private static List<Schema> parts(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }
}
