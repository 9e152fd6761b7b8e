package dev.tocsin.event;

/** Whether a ranged event goes on. A single-point event has no status. */
public enum EventStatus {
  ACTIVE,
  RESOLVED
}
