package dev.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tocsin.event.EventChange;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryData;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** Every serde over random objects, and over bytes that no serde has written. */
class TocsinSerdesTest {
  private static final int HEADER = 5;

  private static final LocalSchemaRegistry registry = new LocalSchemaRegistry();
  private static final SchemaRegistryClient client =
      new SchemaRegistryClient(registry.url(), Clock.systemUTC());
  private static final TocsinSerdes serdes =
      new TocsinSerdes(new Topics(new KafkaSettings(null, null, null, null, null, null)), client);

  /** A serde with what makes its values. */
  private record Case<T>(Serde<T> serde, Function<RandomObjects, T> values) {
    byte[] bytes(RandomObjects random) {
      return serde.serializer().serialize("", values.apply(random));
    }

    T read(byte[] bytes) {
      return serde.deserializer().deserialize("", bytes);
    }
  }

  private static final List<Case<?>> CASES =
      List.of(
          new Case<>(serdes.mqttInput(), RandomObjects::mqttInput),
          new Case<>(serdes.events(), RandomObjects::eventChange),
          new Case<>(serdes.eventRejections(), RandomObjects::eventRejection),
          new Case<>(serdes.inputReceipts(), RandomObjects::inputReceipt),
          new Case<>(serdes.eventModels(), r -> registry(r).change(registry(r).eventModel())),
          new Case<>(serdes.entities(), r -> registry(r).change(registry(r).entity())),
          new Case<>(
              serdes.componentModels(), r -> registry(r).change(registry(r).componentModel())),
          new Case<>(serdes.eventModelLinks(), r -> registry(r).change(registry(r).link())),
          new Case<>(serdes.registryReplicas(), r -> registry(r).change(registry(r).any())),
          new Case<>(serdes.registryCommands(), r -> registry(r).command()),
          new Case<>(serdes.eventCommands(), RandomObjects::eventCommand),
          new Case<>(serdes.commandReplies(), RandomObjects::commandReply));

  @Property(tries = 100)
  void whatIsWrittenIsReadBack(@ForAll long seed) {
    CASES.forEach(each -> assertRoundTrip(each, new RandomObjects(seed)));
  }

  @Property(tries = 10)
  void aValueThatIsCutOffAnywhereIsASerializationException(@ForAll long seed) {
    for (Case<?> each : CASES) {
      byte[] bytes = each.bytes(new RandomObjects(seed));
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> each.read(cut)).isInstanceOf(SerializationException.class);
      }
    }
  }

  @Property(tries = 100)
  void damagedBytesAreRefusedOrReadButThrowNothingElse(@ForAll long seed) {
    Random damage = new Random(seed);
    for (Case<?> each : CASES) {
      byte[] bytes = each.bytes(new RandomObjects(seed));
      for (int flips = 0; flips < 8; flips++) {
        bytes[HEADER + damage.nextInt(bytes.length - HEADER)] = (byte) damage.nextInt();
        assertReadOrRefused(each, bytes);
      }
    }
  }

  @Property(tries = 100)
  void randomBytesAreRefusedOrReadButThrowNothingElse(@ForAll long seed) {
    Random noise = new Random(seed);
    byte[] body = new byte[noise.nextInt(200)];
    noise.nextBytes(body);
    for (Case<?> each : CASES) {
      assertReadOrRefused(each, body);
      byte[] header = Arrays.copyOf(each.bytes(new RandomObjects(seed)), HEADER);
      assertReadOrRefused(
          each, ByteBuffer.allocate(HEADER + body.length).put(header).put(body).array());
    }
  }

  @Test
  void aValueBeginsWithAZeroByteAndTheSchemasIdBigEndian() {
    EventChange change = new RandomObjects(1).eventChange();
    byte[] bytes = serdes.events().serializer().serialize("tocsin.events", change);
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    assertThat(bytes[0]).isZero();
    assertThat(client.schema(id).getFullName()).isEqualTo("dev.tocsin.avro.EventRecord");
  }

  @Test
  void anUnknownSchemaIdIsASerializationException() {
    byte[] bytes = serdes.events().serializer().serialize("", new RandomObjects(1).eventChange());
    for (int id : new int[] {4_711, 0, -1, Integer.MIN_VALUE}) {
      ByteBuffer.wrap(bytes).putInt(1, id);
      assertThatThrownBy(() -> serdes.events().deserializer().deserialize("", bytes))
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void aValueOfAnotherTopicIsASerializationException() {
    byte[] event = serdes.events().serializer().serialize("", new RandomObjects(1).eventChange());
    assertThatThrownBy(() -> serdes.entities().deserializer().deserialize("", event))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void aForeignSchemaUnderTheSameNameIsASerializationException() {
    for (String foreign :
        List.of(
            "\"string\"",
            "{\"type\":\"record\",\"name\":\"EventRecord\",\"namespace\":\"dev.tocsin.avro\","
                + "\"fields\":[{\"name\":\"uuid\",\"type\":{\"type\":\"string\","
                + "\"java-class\":\"java.net.URL\"}}]}")) {
      int id = client.register("tocsin.events-value", new Schema.Parser().parse(foreign));
      byte[] bytes = ByteBuffer.allocate(40).put((byte) 0).putInt(id).array();
      assertThatThrownBy(() -> serdes.events().deserializer().deserialize("", bytes))
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void aLengthThatIsLongerThanTheRecordAllocatesNothing() {
    byte[] header =
        Arrays.copyOf(
            serdes.mqttInput().serializer().serialize("", new RandomObjects(1).mqttInput()),
            HEADER);
    for (long length : new long[] {Integer.MAX_VALUE - 8L, Integer.MAX_VALUE, Long.MAX_VALUE, -7}) {
      byte[] bytes = new byte[HEADER + 10];
      System.arraycopy(header, 0, bytes, 0, HEADER);
      BinaryData.encodeLong(length, bytes, HEADER);
      assertThatThrownBy(() -> serdes.mqttInput().deserializer().deserialize("", bytes))
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void aTombstoneStaysATombstone() {
    assertThat(serdes.events().serializer().serialize("", null)).isNull();
    assertThat(serdes.events().deserializer().deserialize("", null)).isNull();
  }

  private static <T> void assertRoundTrip(Case<T> each, RandomObjects random) {
    T value = each.values().apply(random);
    byte[] bytes = each.serde().serializer().serialize("", value);
    assertThat(each.read(bytes)).usingRecursiveComparison().isEqualTo(value);
  }

  private static void assertReadOrRefused(Case<?> each, byte[] bytes) {
    Throwable thrown = catchThrowable(() -> each.read(bytes));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(SerializationException.class);
    }
  }

  private static RandomRegistryObjects registry(RandomObjects random) {
    return new RandomRegistryObjects(random);
  }
}
