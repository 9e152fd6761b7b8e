package dev.tocsin.query.graphql;

/** The answer of a mutation that has no object to show. */
public record EmptyResult(boolean ok) {
  public static final EmptyResult OK = new EmptyResult(true);
}
