package dev.tocsin.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "ems", "Höhe €", "😀😀", "a\tb\n", "\uffff"})
  void wholeUnicodeIsClean(String text) {
    assertThat(Text.isClean(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000", "a\u0000", "\ud83d", "\ude00", "\ude00\ud83d", "a\ud83db", "😀\ud83d"})
  void nulAndHalfSurrogatePairsAreNot(String text) {
    assertThat(Text.isClean(text)).isFalse();
  }
}
