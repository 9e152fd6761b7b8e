package dev.tocsin.benchmarks;

/** How fast events are sent. */
sealed interface Pace {
  /** So many a second, whatever becomes of them. */
  record Fixed(int perSecond) implements Pace {
    @Override
    public String toString() {
      return perSecond + "/s";
    }
  }

  /** As many as go through with a bounded number on their way. */
  record FlatOut() implements Pace {
    @Override
    public String toString() {
      return "all";
    }
  }

  /** Half of what went through before. */
  record HalfOfAll() implements Pace {
    @Override
    public String toString() {
      return "half of all";
    }
  }
}
