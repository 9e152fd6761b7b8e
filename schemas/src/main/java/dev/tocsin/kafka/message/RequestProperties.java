package dev.tocsin.kafka.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;

/**
 * What MQTT 5 lets the sender of an input ask of the answers to it. Through Kafka it travels in
 * record headers: in those of the input, and of whatever answers it.
 *
 * @param responseTopic where a receipt is to be sent; empty where none is asked for
 * @param correlationData what each answer is to carry; empty where nothing
 */
public record RequestProperties(
    Optional<String> responseTopic, Optional<ByteBuffer> correlationData) {

  /** Of a sender that asks for nothing. */
  public static final RequestProperties NONE =
      new RequestProperties(Optional.empty(), Optional.empty());

  /** The header of the response topic, in UTF-8. */
  public static final String RESPONSE_TOPIC = "tocsin-response-topic";

  /** The header of the correlation data. */
  public static final String CORRELATION_DATA = "tocsin-correlation-data";

  /** What a record's headers say. */
  public static RequestProperties of(Headers headers) {
    Header topic = headers.lastHeader(RESPONSE_TOPIC);
    Header data = headers.lastHeader(CORRELATION_DATA);
    return topic == null && data == null
        ? NONE
        : new RequestProperties(
            value(topic).map(bytes -> new String(bytes, StandardCharsets.UTF_8)),
            value(data).map(ByteBuffer::wrap));
  }

  /** The same without a response topic. */
  public RequestProperties withoutResponseTopic() {
    return new RequestProperties(Optional.empty(), correlationData);
  }

  /** The same without correlation data. */
  public RequestProperties withoutCorrelationData() {
    return new RequestProperties(responseTopic, Optional.empty());
  }

  public void writeTo(Headers headers) {
    responseTopic.ifPresent(
        topic -> headers.add(RESPONSE_TOPIC, topic.getBytes(StandardCharsets.UTF_8)));
    correlationData.ifPresent(data -> headers.add(CORRELATION_DATA, Utils.toArray(data)));
  }

  private static Optional<byte[]> value(Header header) {
    return Optional.ofNullable(header).map(Header::value);
  }
}
