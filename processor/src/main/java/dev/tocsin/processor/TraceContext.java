package dev.tocsin.processor;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The W3C trace context of a record, which goes on to whatever comes of the record. */
final class TraceContext {
  static final String TRACE_PARENT = "traceparent";

  private TraceContext() {}

  /** Headers of the same trace, and without anything else. */
  static Headers of(Headers cause) {
    Headers headers = new RecordHeaders();
    Header trace = cause.lastHeader(TRACE_PARENT);
    if (trace != null) {
      headers.add(trace);
    }
    return headers;
  }
}
