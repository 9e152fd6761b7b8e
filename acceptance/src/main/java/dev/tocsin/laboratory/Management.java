package dev.tocsin.laboratory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a service says of itself, on the port of its health and metrics. */
public record Management(int port) {
  private static final Duration READY_LIMIT = Duration.ofSeconds(2);
  private static final Duration METRICS_LIMIT = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(READY_LIMIT).build();

  /** Whether it answers that it is ready. */
  public boolean isReady() {
    try {
      return HTTP.send(request("health/readiness", READY_LIMIT), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its metrics page. */
  public String metrics() {
    try {
      return HTTP.send(request("prometheus", METRICS_LIMIT), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a counter or gauge says; 0 where it is not there.
   *
   * @param name with labels for one of its lines, without for all of them together
   */
  public double metric(String name) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private HttpRequest request(String page, Duration limit) {
    URI address = URI.create("http://127.0.0.1:" + port + "/actuator/" + page);
    return HttpRequest.newBuilder(address).timeout(limit).build();
  }
}
