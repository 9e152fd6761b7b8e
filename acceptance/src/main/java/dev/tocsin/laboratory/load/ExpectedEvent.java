package dev.tocsin.laboratory.load;

import dev.tocsin.laboratory.load.Judgement.Effect;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An event, and everything that may have happened to it. */
public final class ExpectedEvent {
  private final String uuid;
  private final Thing thing;
  private final Blueprint blueprint;
  private final Instant time;
  private final boolean commanded;
  private final List<Effect> effects = new CopyOnWriteArrayList<>();

  ExpectedEvent(String uuid, Thing thing, Blueprint blueprint, Instant time, boolean commanded) {
    this.uuid = uuid;
    this.thing = thing;
    this.blueprint = blueprint;
    this.time = time;
    this.commanded = commanded;
  }

  void add(Effect effect) {
    effects.add(effect);
  }

  public String uuid() {
    return uuid;
  }

  public Thing thing() {
    return thing;
  }

  public Blueprint blueprint() {
    return blueprint;
  }

  public Instant time() {
    return time;
  }

  /** Whether an operator raised it rather than a device. */
  public boolean isCommanded() {
    return commanded;
  }

  public List<Effect> effects() {
    return effects;
  }
}
