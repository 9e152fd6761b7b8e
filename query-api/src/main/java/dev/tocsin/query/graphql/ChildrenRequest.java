package dev.tocsin.query.graphql;

import dev.tocsin.query.view.Selection;
import java.util.UUID;

/** A page of the children of one object; requests that differ in the parent only go together. */
public record ChildrenRequest(UUID parent, Arguments arguments) {
  /** What the requests that go together have in common. */
  public record Arguments(Selection selection, int limit, int offset, boolean counted) {}
}
