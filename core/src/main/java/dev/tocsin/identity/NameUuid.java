package dev.tocsin.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based UUIDs of version 5 (RFC 9562), and the names that Tocsin gives its own things. */
public final class NameUuid {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  /**
   * The namespace of everything that Tocsin names: the name {@code tocsin.dev} in RFC 9562's
   * namespace for domain names, {@code 990bb541-e5e4-5832-ae0e-b9043f395a79}.
   */
  public static final UUID TOCSIN = of(DNS, "tocsin.dev");

  private NameUuid() {}

  /** The version 5 UUID of the name's UTF-8 bytes in the namespace. */
  public static UUID of(UUID namespace, String name) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }

  /**
   * The uuid of the domain with this slug. Domains are settings, not records, so their name is all
   * there is.
   */
  public static UUID ofDomain(String slug) {
    return of(TOCSIN, "domain/" + slug);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
