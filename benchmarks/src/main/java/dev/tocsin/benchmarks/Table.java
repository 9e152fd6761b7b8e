package dev.tocsin.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown, whose first column is text and whose others are numbers. */
final class Table {
  private final List<String> lines = new ArrayList<>();

  Table(String... titles) {
    row((Object[]) titles);
    lines.add("|---" + String.join("", Collections.nCopies(titles.length - 1, "|--:")) + "|");
  }

  void row(Object... cells) {
    StringBuilder line = new StringBuilder("|");
    for (Object cell : cells) {
      line.append(cell.toString().isEmpty() ? " |" : " " + cell + " |");
    }
    lines.add(line.toString());
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
