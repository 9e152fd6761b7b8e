package dev.tocsin.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether an HTTP address answers 200, asked until it does. */
final class Readiness {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final HttpRequest question;

  Readiness(String address) {
    this.question = HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER_LIMIT).build();
  }

  /** Asks until the answer is 200 or the patience is at its end; says which it was. */
  boolean await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      while (!answers(client)) {
        if (System.nanoTime() > end) {
          return false;
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
      return true;
    }
  }

  private boolean answers(HttpClient client) throws InterruptedException {
    try {
      return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      // Nobody listens yet.
      return false;
    }
  }
}
