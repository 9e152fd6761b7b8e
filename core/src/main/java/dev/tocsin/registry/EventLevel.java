package dev.tocsin.registry;

/** How grave an event is. */
public enum EventLevel {
  SUCCESS,
  INFO,
  WARNING,
  ERROR
}
