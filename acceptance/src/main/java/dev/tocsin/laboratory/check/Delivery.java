package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.load.Input.Mark;
import java.nio.ByteBuffer;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;

/** A record of {@code tocsin.mqtt.input}: an input went into Kafka. */
record Delivery(Mark mark) {
  /** What Tocsin leaves out where it is over the limit. */
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  static Delivery of(GenericRecord input) {
    ByteBuffer payload = (ByteBuffer) input.get("payload");
    ByteBuffer content = payload == null ? NOTHING : payload;
    return new Delivery(new Mark(String.valueOf(input.get("entityUuid")), content.duplicate()));
  }
}
