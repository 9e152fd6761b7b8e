package dev.tocsin.query.graphql;

import graphql.ErrorClassification;

/** What kind of error a client is told of. */
public enum Classification implements ErrorClassification {
  /** The request makes no sense by itself. */
  VALIDATION,
  /** Something that it names does not exist in the caller's domain. */
  NOT_FOUND,
  /** It does not fit what exists. */
  CONFLICT,
  /** Nobody knows who the caller is. */
  UNAUTHENTICATED,
  /** The caller may not do this. */
  FORBIDDEN,
  /** No answer came in time: the outcome is unknown. */
  TIMEOUT,
  /** Something that the service needs is away, or there is too much to do: try again later. */
  UNAVAILABLE,
  /** A fault of the service. */
  INTERNAL
}
