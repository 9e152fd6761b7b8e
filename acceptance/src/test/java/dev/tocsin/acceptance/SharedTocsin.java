package dev.tocsin.acceptance;

import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one running Tocsin to every test class that asks for it: started for the first, stopped
 * after the last.
 */
final class SharedTocsin implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningTocsin.class;
  }

  @Override
  public RunningTocsin resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(RunningTocsin.class, key -> start(), RunningTocsin.class);
  }

  private static RunningTocsin start() {
    return RunningTocsin.start(Program.newFolder("shared"), Ports.free());
  }
}
