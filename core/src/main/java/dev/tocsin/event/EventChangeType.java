package dev.tocsin.event;

/** What happened to an event. */
public enum EventChangeType {
  CREATED,
  UPDATED,
  RESOLVED,
  ACKNOWLEDGED,
  DELETED
}
