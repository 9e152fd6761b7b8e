package dev.tocsin.laboratory.load;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.load.Blueprint.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/** The things and models of one trial, which no other trial knows. */
public record Fleet(List<Thing> things, List<Blueprint> blueprints) {
  private static final int SYSTEMS = 6;
  private static final int COMPONENTS = 4;

  /** Registers everything as an operator would. */
  public static Fleet register(Console console, Random random) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < SYSTEMS; i++) {
      things.add(new Thing(console.createSystem(), false, Thing.Standing.KNOWN));
    }
    String componentModel = console.createComponentModel();
    for (int i = 0; i < COMPONENTS; i++) {
      String component =
          console.createComponent(things.get(i).uuid(), componentModel, "component-" + i);
      things.add(new Thing(component, true, Thing.Standing.KNOWN));
    }
    String archived = console.createSystem();
    console.create("updateSystem(uuid: \"%s\", status: ARCHIVED)".formatted(archived));
    things.add(new Thing(archived, false, Thing.Standing.ARCHIVED));
    things.add(new Thing(randomUuid(random), false, Thing.Standing.UNKNOWN));
    things.add(new Thing(randomUuid(random), true, Thing.Standing.UNKNOWN));
    return new Fleet(things, registerModels(console, componentModel));
  }

  private static List<Blueprint> registerModels(Console console, String componentModel) {
    Model limited = console.createModelOfComponents("RANGED", ", limitToPrototypes: true");
    console.link(limited, componentModel);
    return List.of(
        blueprint(console.createModelOfSystems("RANGED", ""), true, false, Standing.ACTIVE),
        blueprint(console.createModelOfSystems("SINGLE_POINT", ""), false, false, Standing.ACTIVE),
        blueprint(limited, true, true, Standing.ACTIVE),
        blueprint(
            console.createModelOfComponents("SINGLE_POINT", ""), false, true, Standing.ACTIVE),
        blueprint(
            console.createModelOfSystems("RANGED", ", status: DEACTIVATED"),
            true,
            false,
            Standing.DEACTIVATED),
        blueprint(
            console.createModelOfComponents("RANGED", ", limitToPrototypes: true"),
            true,
            true,
            Standing.UNLINKED));
  }

  private static Blueprint blueprint(
      Model model, boolean isRanged, boolean isForComponents, Standing standing) {
    return new Blueprint(model.uuid(), model.code(), isRanged, isForComponents, standing);
  }

  /** The things that devices speak for. */
  public List<Thing> known() {
    return things.stream().filter(thing -> thing.standing() == Thing.Standing.KNOWN).toList();
  }

  Blueprint first(Predicate<Blueprint> wanted) {
    return blueprints.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** An active model of the thing's kind. */
  Blueprint active(Thing thing, boolean ranged) {
    return first(
        blueprint ->
            blueprint.standing() == Standing.ACTIVE
                && blueprint.isForComponents() == thing.isComponent()
                && blueprint.isRanged() == ranged);
  }

  Optional<Blueprint> named(Object code, Object uuid) {
    return blueprints.stream()
        .filter(each -> each.code().equals(code) || each.uuid().equals(uuid))
        .findFirst();
  }

  static String randomUuid(Random random) {
    return new UUID(
            (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L,
            (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L)
        .toString();
  }
}
