package dev.tocsin.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A schema registry for tests: over HTTP and with Confluent's API like a real one, but forgetful
 * and without checks of compatibility. The real one is tried where the whole system is.
 */
public final class LocalSchemaRegistry implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final List<String> schemas = new ArrayList<>();
  private final HttpServer server;

  public LocalSchemaRegistry() {
    this(0);
  }

  /** A registry on this port of the loopback interface, for those that are started late. */
  LocalSchemaRegistry(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/subjects/")) {
      String schema = json.readTree(exchange.getRequestBody()).required("schema").textValue();
      if (!schemas.contains(schema)) {
        schemas.add(schema);
      }
      respond(exchange, 200, Map.of("id", schemas.indexOf(schema) + 1));
    } else if (path.startsWith("/schemas/ids/")) {
      int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      if (id < 1 || id > schemas.size()) {
        respond(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
      } else {
        respond(exchange, 200, Map.of("schema", schemas.get(id - 1)));
      }
    } else {
      respond(exchange, 200, Map.of());
    }
  }

  private void respond(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
