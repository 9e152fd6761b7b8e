package dev.tocsin.query.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that watches over server-sent events and keeps the lines that it is told. */
final class EventStream implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> end;

  private EventStream(HttpRequest request) {
    end =
        http.sendAsync(request, BodyHandlers.ofLines())
            .thenAccept(answer -> answer.body().forEach(lines::add));
  }

  static EventStream open(int port, String subscription) {
    return new EventStream(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString("{\"query\": \"" + subscription + "\"}"))
            .build());
  }

  List<String> lines() {
    return lines;
  }

  boolean tellsOf(String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  /** Whether the server has ended it. */
  boolean hasEnded() {
    return end.isDone();
  }

  /** Leaves without a word. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
