package dev.tocsin.query.view;

import dev.tocsin.registry.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jooq.Converter;
import org.jooq.exception.DataTypeException;

/**
 * The written form of a position in an order. Clients hand it back as they got it; what they make
 * of it otherwise is refused.
 */
final class Cursor {
  private Cursor() {}

  static String write(Order order, List<Object> position) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(order.signature());
      for (int i = 0; i < position.size(); i++) {
        Object stored = stored(order.keys().get(i), position.get(i));
        out.writeBoolean(stored != null);
        if (stored != null) {
          out.writeUTF(stored.toString());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory refused bytes", e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** The position; empty where the text is not a cursor of this order. */
  static Optional<List<Object>> read(Order order, String cursor) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(cursor)))) {
      if (!in.readUTF().equals(order.signature())) {
        return Optional.empty();
      }
      List<Object> position = new ArrayList<>();
      for (Order.Key key : order.keys()) {
        String stored = in.readBoolean() ? in.readUTF() : null;
        if (stored != null && !Text.isClean(stored)) {
          return Optional.empty();
        }
        position.add(stored == null ? null : key.column().getDataType().convert(stored));
      }
      return in.read() < 0 ? Optional.of(position) : Optional.empty();
    } catch (IOException | IllegalArgumentException | DataTypeException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // the values of a key are of its column's type
  private static Object stored(Order.Key key, Object value) {
    return ((Converter<Object, Object>) key.column().getConverter()).to(value);
  }
}
