package dev.tocsin.processor;

import dev.tocsin.kafka.message.RequestProperties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a record that go on to whatever comes of it, and no others. */
final class OnwardHeaders {
  /** Of the W3C trace context. */
  static final String TRACE_PARENT = "traceparent";

  private OnwardHeaders() {}

  /** Of what is no receipt: trace and correlation data. */
  static Headers of(Headers cause) {
    return of(cause, TRACE_PARENT, RequestProperties.CORRELATION_DATA);
  }

  /** Of a receipt: where it goes as well. */
  static Headers ofReceipt(Headers cause) {
    return of(
        cause, TRACE_PARENT, RequestProperties.CORRELATION_DATA, RequestProperties.RESPONSE_TOPIC);
  }

  private static Headers of(Headers cause, String... names) {
    Headers headers = new RecordHeaders();
    for (String name : names) {
      Header header = cause.lastHeader(name);
      if (header != null) {
        headers.add(header);
      }
    }
    return headers;
  }
}
