package dev.tocsin.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.event.Entry;
import dev.tocsin.event.EntryReader;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.MqttInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a payload into entries, within limits that no sender can exceed. */
final class InputDecoder {
  private static final Logger log = LoggerFactory.getLogger(InputDecoder.class);

  /** The most entries of one message. */
  static final int MOST_ENTRIES = 1000;

  /** The deepest nesting: a batch of objects with metadata needs three levels. */
  static final int DEEPEST = 32;

  private static final int LONGEST_NUMBER = 64;

  /** What became of a payload. */
  sealed interface Decoded {
    record Entries(List<Entry> entries) implements Decoded {}

    record Rejected(Rejection rejection) implements Decoded {}
  }

  private final ObjectReader json;
  private final MessagePackDecoder messagePack;

  InputDecoder() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .build();
    json =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Object.class);
    messagePack = new MessagePackDecoder(DEEPEST);
  }

  Decoded decode(MqttInput input) {
    if (input.topicFault() != null) {
      return new Decoded.Rejected(Rejection.topicInvalid(input.topicFault()));
    }
    if (input.payload() == null) {
      return new Decoded.Rejected(Rejection.payloadTooLarge(MqttInput.MAX_PAYLOAD_BYTES));
    }
    try {
      return entries(
          switch (input.format()) {
            case JSON -> json.readValue(input.payload());
            case MSGPACK -> messagePack.decode(input.payload());
          });
    } catch (JsonProcessingException e) {
      return invalid(e.getOriginalMessage(), input);
    } catch (IOException e) {
      return invalid(e.getMessage(), input);
    }
  }

  private static Decoded entries(Object payload) {
    return switch (payload) {
      case List<?> batch when batch.size() > MOST_ENTRIES ->
          new Decoded.Rejected(Rejection.batchTooLarge(MOST_ENTRIES));
      case List<?> batch -> new Decoded.Entries(batch.stream().map(EntryReader::read).toList());
      case Map<?, ?> object -> new Decoded.Entries(List.of(EntryReader.read(object)));
      case null, default ->
          new Decoded.Rejected(
              Rejection.payloadInvalid("The payload is neither an object nor an array."));
    };
  }

  // The decoders' own texts name Java classes and positions in buffers: they are for our log, not
  // for a device.
  private static Decoded invalid(String reason, MqttInput input) {
    log.debug("Not decodable, from {}: {}", input.topic(), reason);
    String fault =
        switch (input.format()) {
          case JSON -> "is not valid JSON, has a key twice";
          case MSGPACK -> "is not valid MessagePack, has a key twice or one that is no string";
        };
    return new Decoded.Rejected(
        Rejection.payloadInvalid(
            "The payload " + fault + ", or exceeds its limits of nesting and length."));
  }
}
