package dev.tocsin.standalone;

/** Why the demonstration cannot go on; its message is the sentence that the user reads. */
final class DemoFailure extends RuntimeException {

  DemoFailure(String sentence) {
    super(sentence);
  }
}
