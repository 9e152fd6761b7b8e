package dev.tocsin.query;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the read model is kept: {@code spring.datasource.*}. The keys are Spring's own, because
 * everybody knows them; the pools are ours, because SQLite wants one writer.
 *
 * @param url {@code jdbc:sqlite:path} or {@code jdbc:postgresql://host/database}; default {@code
 *     jdbc:sqlite:data/query-api/view.sqlite}
 * @param username for PostgreSQL
 * @param password for PostgreSQL
 */
@ConfigurationProperties("spring.datasource")
public record DatabaseSettings(String url, String username, String password) {
  public DatabaseSettings {
    url = url == null || url.isBlank() ? "jdbc:sqlite:data/query-api/view.sqlite" : url;
    if (!url.startsWith("jdbc:sqlite:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "spring.datasource.url must begin with jdbc:sqlite: or jdbc:postgresql:, but is " + url);
    }
  }
}
