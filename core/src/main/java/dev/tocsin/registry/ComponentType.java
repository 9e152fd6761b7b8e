package dev.tocsin.registry;

/** What kind of thing a component model describes. */
public enum ComponentType {
  DEVICE,
  GATEWAY,
  VIRTUAL
}
