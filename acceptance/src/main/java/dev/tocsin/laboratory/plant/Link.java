package dev.tocsin.laboratory.plant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP link that can fail: it passes on what comes to its port to another one, and back, and can
 * keep everything to itself for a while, or reset every connection.
 */
public final class Link implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition restored = lock.newCondition();
  private boolean cut;

  private Link(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** Opens a link to a port of this machine, whether anybody listens there or not. */
  static Link to(int target) {
    try {
      Link link = new Link(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      Thread.ofVirtual().start(link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it begins. */
  int port() {
    return listener.getLocalPort();
  }

  /** From now on nothing comes through, and nobody is told: a black hole. */
  public void cut() {
    lock.lock();
    try {
      cut = true;
    } finally {
      lock.unlock();
    }
  }

  /** What was on its way comes through, and everything after it. */
  public void restore() {
    lock.lock();
    try {
      cut = false;
      restored.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every connection at once, at both ends and without a goodbye. */
  public void reset() {
    sockets.forEach(Link::reset);
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = listener.accept();
        Thread.ofVirtual().start(() -> connect(caller));
      }
    } catch (IOException e) {
      // Closed: nobody is to be let in any more.
    }
  }

  private void connect(Socket caller) {
    sockets.add(caller);
    try {
      awaitRestored();
      Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(called);
      Thread.ofVirtual().start(() -> pass(caller, called));
      pass(called, caller);
    } catch (IOException e) {
      reset(caller);
      sockets.remove(caller);
    }
  }

  /** Passes on in one direction; whoever of the two directions ends first ends both. */
  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int length = in.read(buffer);
      while (length >= 0) {
        awaitRestored();
        out.write(buffer, 0, length);
        length = in.read(buffer);
      }
      awaitRestored();
    } catch (IOException e) {
      // One end is gone, and so goes the other.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void awaitRestored() {
    lock.lock();
    try {
      while (cut) {
        restored.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It was closed already.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      restore();
      reset();
    }
  }
}
