package dev.tocsin.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The part of a schema registry that a test needs: it hands out ids and takes everything. */
public final class LocalRegistry implements AutoCloseable {
  private final HttpServer server;
  private final List<String> schemas = new ArrayList<>();

  private LocalRegistry(HttpServer server) {
    this.server = server;
  }

  public static LocalRegistry start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LocalRegistry registry = new LocalRegistry(server);
    server.createContext("/", registry::answer);
    server.start();
    return registry;
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
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer = "{}";
    int status = 200;
    if (path.startsWith("/subjects/")) {
      if (!schemas.contains(body)) {
        schemas.add(body);
      }
      answer = "{\"id\":" + (schemas.indexOf(body) + 1) + "}";
    } else if (path.startsWith("/schemas/ids/")) {
      int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
      if (id <= schemas.size()) {
        answer = schemas.get(id - 1);
      } else {
        status = 404;
      }
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
