package dev.tocsin.registry;

/** Whether an event is a point in time or has a beginning and an end. */
public enum EventType {
  SINGLE_POINT,
  RANGED
}
