package dev.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuerySettingsTest {
  @Test
  void the_callers_domain_is_one_level_of_a_topic() {
    assertThat(settings("pumps & größere").query().caller().domain()).isEqualTo("pumps & größere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "+", "a+", "#", "a\u0000", "\ud83d"})
  void a_domain_that_cannot_be_one_is_refused_by_its_name(String domain) {
    assertThatThrownBy(() -> settings(domain))
        .rootCause()
        .hasMessageContaining("tocsin.query.caller.domain must be one topic level");
  }

  private static QuerySettings settings(String domain) {
    return new Binder(
            new MapConfigurationPropertySource(Map.of("tocsin.query.caller.domain", domain)))
        .bindOrCreate("tocsin", QuerySettings.class);
  }
}
