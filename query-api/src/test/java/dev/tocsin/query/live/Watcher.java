package dev.tocsin.query.live;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that watches events over WebSocket and keeps what it is told. */
final class Watcher implements WebSocket.Listener, AutoCloseable {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  private Watcher() {}

  static Watcher connect(int port) {
    Watcher watcher = new Watcher();
    watcher.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), watcher)
            .join();
    watcher.socket.sendText("{\"type\": \"connection_init\"}", true).join();
    await().until(() -> watcher.count("connection_ack") == 1);
    return watcher;
  }

  /** Watches those events, and asks these fields of each change. */
  void subscribe(String where, String fields) {
    socket
        .sendText(
            "{\"id\": \"1\", \"type\": \"subscribe\", \"payload\": {\"query\":"
                + " \"subscription { events(where: "
                + where
                + ") { "
                + fields
                + " } }\"}}",
            true)
        .join();
  }

  /** The messages of a type. */
  List<String> told(String type) {
    return texts.stream().filter(text -> text.contains("\"type\":\"" + type + "\"")).toList();
  }

  int count(String type) {
    return told(type).size();
  }

  @Override
  public CompletionStage<?> onText(WebSocket sender, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      texts.add(part.toString());
      part.setLength(0);
    }
    sender.request(1);
    return null;
  }

  /** Leaves without a word. */
  @Override
  public void close() {
    socket.abort();
  }
}
