package dev.tocsin.laboratory.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What a device can get wrong in an entry. */
enum Flaw {
  UNKNOWN_FIELD,
  MISSING_MODEL,
  TWO_MODELS,
  BAD_UUID,
  BAD_TIME,
  BAD_METADATA,
  NO_OBJECT,
  END_OF_A_POINT,
  END_BEFORE_TIME,
  UNKNOWN_CODE,
  UNKNOWN_MODEL,
  DEACTIVATED_MODEL,
  MODEL_OF_OTHERS,
  UNLINKED_MODEL,
  UNKNOWN_EVENT;

  /** The good entry, spoiled. */
  Object in(Map<String, Object> good, Fleet fleet, Thing thing, Random random) {
    Map<String, Object> entry = new LinkedHashMap<>(good);
    entry.remove("endTime");
    switch (this) {
      case UNKNOWN_FIELD -> entry.put("voltage", 3);
      case MISSING_MODEL -> unname(entry);
      case TWO_MODELS -> {
        Blueprint model = fleet.active(thing, true);
        entry.put("eventModelCode", model.code());
        entry.put("eventModelUuid", model.uuid());
      }
      case BAD_UUID -> entry.put("uuid", "no uuid");
      case BAD_TIME -> entry.put("time", "yesterday");
      case BAD_METADATA -> entry.put("metadata", entry.get("metadata").toString());
      case NO_OBJECT -> {
        return "no object, but " + entry.get("metadata");
      }
      case END_OF_A_POINT -> {
        rename(entry, fleet.active(thing, false));
        entry.put("endTime", "2999-01-01T00:00:00Z");
      }
      case END_BEFORE_TIME -> {
        rename(entry, fleet.active(thing, true));
        entry.put("endTime", "1990-01-01T00:00:00Z");
      }
      case UNKNOWN_CODE -> {
        unname(entry);
        entry.put("eventModelCode", "nobody's");
      }
      case UNKNOWN_MODEL -> {
        unname(entry);
        entry.put("eventModelUuid", Fleet.randomUuid(random));
      }
      case DEACTIVATED_MODEL -> rename(entry, fleet, Blueprint.Standing.DEACTIVATED);
      case MODEL_OF_OTHERS ->
          rename(entry, fleet.first(model -> model.isForComponents() != thing.isComponent()));
      case UNLINKED_MODEL -> rename(entry, fleet, Blueprint.Standing.UNLINKED);
      case UNKNOWN_EVENT -> {
        unname(entry);
        entry.put("uuid", Fleet.randomUuid(random));
      }
    }
    return entry;
  }

  private static void rename(Map<String, Object> entry, Fleet fleet, Blueprint.Standing standing) {
    rename(entry, fleet.first(model -> model.standing() == standing));
  }

  private static void rename(Map<String, Object> entry, Blueprint model) {
    unname(entry);
    entry.put("eventModelCode", model.code());
  }

  private static void unname(Map<String, Object> entry) {
    entry.remove("eventModelCode");
    entry.remove("eventModelUuid");
  }
}
