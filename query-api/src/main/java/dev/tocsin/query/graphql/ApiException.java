package dev.tocsin.query.graphql;

import dev.tocsin.event.ErrorCode;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryDecision;
import java.util.UUID;

/** Ends a request with an error that the client is told as it stands here. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Classification classification;
  private final ErrorCode code;

  /**
   * @param code the MQTT error for the same fault; null where there is none
   * @param message a sentence for the client
   */
  public ApiException(Classification classification, ErrorCode code, String message) {
    // An answer, not a fault of ours: nobody reads its stack.
    super(message, null, false, false);
    this.classification = classification;
    this.code = code;
  }

  public static ApiException invalid(String message) {
    return new ApiException(Classification.VALIDATION, null, message);
  }

  /** The caller's domain has no such object. */
  public static ApiException notFound(ObjectType type, UUID uuid) {
    return new ApiException(
        Classification.NOT_FOUND,
        ErrorCode.unknown(type),
        RegistryDecision.Refused.unknown(type, uuid).message());
  }

  public static ApiException unavailable(String message) {
    return new ApiException(Classification.UNAVAILABLE, null, message);
  }

  public static ApiException timeout(String message) {
    return new ApiException(Classification.TIMEOUT, null, message);
  }

  Classification classification() {
    return classification;
  }

  /** The MQTT error for the same fault; null where there is none. */
  ErrorCode code() {
    return code;
  }
}
