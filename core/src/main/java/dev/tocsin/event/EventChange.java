package dev.tocsin.event;

/**
 * One change of one event.
 *
 * @param type what happened; an event that is born resolved is CREATED
 * @param event the event as it is now, or, deleted, as it last was
 */
public record EventChange(EventChangeType type, Event event) {}
