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
    return of(cause, RequestProperties.of(cause).withoutResponseTopic());
  }

  /** Of a receipt. */
  static Headers of(Headers cause, RequestProperties request) {
    Headers headers = new RecordHeaders();
    Header trace = cause.lastHeader(TRACE_PARENT);
    if (trace != null) {
      headers.add(trace);
    }
    request.writeTo(headers);
    return headers;
  }
}
