package dev.tocsin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidTextTest {
  private static final String TEXT = "792b6149-1daa-488f-b07a-f684503b0586";

  @Test
  void itsOwnWrittenFormIsReadInEitherCase() {
    assertThat(UuidText.read(TEXT)).contains(UUID.fromString(TEXT));
    assertThat(UuidText.read("792B6149-1DAA-488F-b07a-F684503B0586"))
        .contains(UUID.fromString(TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "792b6149-1daa-488f-b07a-f684503b058",
        "792b6149-1daa-488f-b07a-f684503b05860",
        "792b61491daa488fb07af684503b0586",
        "{92b6149-1daa-488f-b07a-f684503b058}",
        "+92b6149-1daa-488f-b07a-f684503b0586",
        "0000000-00000-0000-0000-000000000000",
        "792b6149-1daa-488f-b07a-f684503b058g",
        "٧92b6149-1daa-488f-b07a-f684503b0586",
        " 92b6149-1daa-488f-b07a-f684503b058 "
      })
  void anythingElseIsNoUuid(String text) {
    assertThat(UuidText.read(text)).isEmpty();
  }
}
