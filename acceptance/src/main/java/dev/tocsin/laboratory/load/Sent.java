package dev.tocsin.laboratory.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An input in the ledger: how often it was sent and acknowledged, and what has come of it. */
public final class Sent {
  private static final String REFUSAL = "refusal";

  private final Input input;
  private final Judgement judgement;
  private final long sentAt = System.currentTimeMillis();
  private final AtomicInteger sends = new AtomicInteger();
  private final AtomicInteger acks = new AtomicInteger();
  private final Set<String> awaited = ConcurrentHashMap.newKeySet();
  private volatile long ackedAt;
  private volatile long settledAt;

  Sent(Input input, Judgement judgement) {
    this.input = input;
    this.judgement = judgement;
    judgement.effects().forEach(effect -> awaited.add(effect.marker()));
    if (judgement.refusal() != null) {
      awaited.add(REFUSAL);
    }
  }

  void sent() {
    sends.incrementAndGet();
  }

  void acknowledged() {
    ackedAt = System.currentTimeMillis();
    acks.incrementAndGet();
  }

  void sawMarker(String marker) {
    if (awaited.remove(marker)) {
      settleIfComplete();
    }
  }

  /** What names an event by its uuid may have been refused, if the event was not there yet. */
  void sawRefusal() {
    awaited.remove(REFUSAL);
    judgement.effects().stream()
        .filter(effect -> !effect.byName())
        .forEach(effect -> awaited.remove(effect.marker()));
    settleIfComplete();
  }

  private void settleIfComplete() {
    if (awaited.isEmpty() && settledAt == 0) {
      settledAt = System.currentTimeMillis();
    }
  }

  public Input input() {
    return input;
  }

  public Judgement judgement() {
    return judgement;
  }

  public int sends() {
    return sends.get();
  }

  /** How many of the sends the broker has confirmed. */
  public int acks() {
    return acks.get();
  }

  /** When it was sent first, in milliseconds of the epoch. */
  public long sentAt() {
    return sentAt;
  }

  /** When the broker last confirmed it; 0 where it never did. */
  public long ackedAt() {
    return ackedAt;
  }

  /** When all that it must come to had been seen; 0 before. */
  public long settledAt() {
    return settledAt;
  }

  @Override
  public String toString() {
    return input + " (sent %d times, acknowledged %d)".formatted(sends(), acks());
  }
}
