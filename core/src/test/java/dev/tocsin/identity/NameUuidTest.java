package dev.tocsin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NameUuidTest {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  /** RFC 9562, appendix A.4. */
  @Test
  void theExampleOfTheRfcComesOutAsPrintedThere() {
    assertThat(NameUuid.of(DNS, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  @Test
  void aNameIsTakenAsItsUtf8Bytes() {
    assertThat(NameUuid.of(URL, "https://example.org/höhe/€"))
        .hasToString("b90a4c91-d8d3-5475-b053-808347c657f8");
  }

  @Test
  void everyNameHasVersion5AndTheVariantOfTheRfc() {
    for (int i = 0; i < 1_000; i++) {
      UUID uuid = NameUuid.of(NameUuid.TOCSIN, "name-" + i);
      assertThat(uuid.version()).isEqualTo(5);
      assertThat(uuid.variant()).isEqualTo(2);
    }
  }

  @Test
  void theNamespaceOfTocsinIsTheOneThatItsJavadocPrints() {
    assertThat(NameUuid.TOCSIN).hasToString("990bb541-e5e4-5832-ae0e-b9043f395a79");
  }

  @Test
  void aDomainIsNamedByItsSlug() {
    assertThat(NameUuid.ofDomain("company-example"))
        .hasToString("e5ef2d77-dede-52f8-adc3-3abf1b7eae16");
  }
}
