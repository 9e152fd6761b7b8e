package dev.tocsin.standalone;

/**
 * A reason not to start that the user can do something about: its message is the sentence that they
 * read.
 */
final class CannotStart extends RuntimeException {

  CannotStart(String sentence) {
    super(sentence);
  }

  CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
