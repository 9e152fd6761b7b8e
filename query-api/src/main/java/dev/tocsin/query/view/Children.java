package dev.tocsin.query.view;

import java.util.UUID;
import org.jooq.Field;

/** The objects of one kind that belong to another object: their column that names it. */
public record Children<T>(Kind<T> kind, Field<UUID> parent) {}
