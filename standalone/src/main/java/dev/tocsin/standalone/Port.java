package dev.tocsin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A loopback port that Tocsin listens on.
 *
 * @param number what clients connect to
 * @param purpose what listens there, as the user reads it
 * @param variable the environment variable that changes it
 */
record Port(int number, String purpose, String variable) {

  static final String HOST = "127.0.0.1";

  /**
   * Refuses to go on while somebody else listens on the port.
   *
   * <p>The brokers would notice too, but each in its own words and some only in a log.
   */
  void requireFree() {
    try (var socket = new ServerSocket()) {
      // The socket of a Tocsin that has just stopped may still be in TIME_WAIT; the brokers bind
      // over that too.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(HOST, number), 1);
    } catch (IOException e) {
      throw new CannotStart(
          "Port %d, for %s, is taken (%s): stop what listens there, or set %s to another port."
              .formatted(number, purpose, e.getMessage(), variable),
          e);
    }
  }

  String address() {
    return HOST + ":" + number;
  }

  /** A loopback port that is free now, for what nobody outside needs to find. */
  static int anyFree() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
