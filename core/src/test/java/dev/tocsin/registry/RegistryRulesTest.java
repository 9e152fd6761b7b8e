package dev.tocsin.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.RegistryCommand.Create;
import dev.tocsin.registry.RegistryCommand.Delete;
import dev.tocsin.registry.RegistryCommand.Update;
import dev.tocsin.registry.RegistryDecision.Accepted;
import dev.tocsin.registry.RegistryDecision.Reason;
import dev.tocsin.registry.RegistryDecision.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRulesTest {
  private static final String SLUG = "company-example";
  private static final Instant NOW = Instant.parse("2025-05-09T13:28:42.658581Z");

  private static final UUID EMS = new UUID(1, 1);
  private static final UUID METER = new UUID(1, 2);
  private static final UUID METER_MODEL = new UUID(2, 1);
  private static final UUID MALFUNCTION = new UUID(3, 1);
  private static final UUID LINK = new UUID(4, 1);
  private static final UUID OTHER = new UUID(9, 9);

  private final ShelfCatalog catalog = new ShelfCatalog();
  private final RegistryRules rules = new RegistryRules(catalog);

  @BeforeEach
  void aSystemWithAMeterAndAModelLinkedToIt() {
    accepted(new Create(EMS, Drafts.system("ems")));
    accepted(new Create(METER_MODEL, Drafts.componentModel(Change.to("smart-meter"))));
    accepted(new Create(METER, Drafts.component(EMS, METER_MODEL, Change.to("smart-meter-v2"))));
    accepted(
        new Create(MALFUNCTION, Drafts.eventModel(EntityType.COMPONENT, Change.to("malfunction"))));
    accepted(new Create(LINK, Drafts.link(MALFUNCTION, METER_MODEL)));
  }

  @Test
  void anEventModelHasItsDefaults() {
    Accepted created =
        accepted(new Create(OTHER, Drafts.eventModel(EntityType.SYSTEM, Change.keep())));
    EventModel model =
        new EventModel(
            OTHER,
            SLUG,
            null,
            EventType.RANGED,
            EventLevel.INFO,
            EntityType.SYSTEM,
            false,
            null,
            Status.ACTIVATED,
            Metadata.NONE,
            NOW,
            NOW,
            1);
    assertThat(created)
        .isEqualTo(
            new Accepted(model, List.of(new RegistryChange<>(ChangeType.CREATED, model, null))));
  }

  @Test
  void theOthersHaveTheirDefaultsToo() {
    assertThat(find(SystemEntity.class, EMS))
        .extracting(SystemEntity::status, SystemEntity::connectionState)
        .containsExactly(Status.ACTIVATED, SystemConnectionState.UNDEFINED);
    assertThat(find(ComponentEntity.class, METER))
        .extracting(ComponentEntity::status, ComponentEntity::connectionState)
        .containsExactly(Status.ACTIVATED, ComponentConnectionState.UNDEFINED);
    assertThat(find(ComponentModel.class, METER_MODEL))
        .extracting(ComponentModel::status, ComponentModel::isConnective)
        .containsExactly(Status.ACTIVATED, false);
    assertThat(find(EventModelLink.class, LINK).status()).isEqualTo(Status.ACTIVATED);
  }

  @Test
  void aCreationThatArrivesTwiceHasOneEffect() {
    Accepted again = accepted(new Create(EMS, Drafts.system("another")));
    assertThat(again.changes()).isEmpty();
    assertThat(again.object()).isEqualTo(find(SystemEntity.class, EMS));
  }

  @Test
  void timesAreKeptInMicroseconds() {
    RegistryDecision decision =
        rules.decide(SLUG, new Create(OTHER, Drafts.system("x")), NOW.plusNanos(999));
    assertThat(((Accepted) decision).object().createdAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a+", "#", "a\u0000b", "\ud83d"})
  void aCodeThatIsNoTopicLevelIsInvalid(String code) {
    assertThat(refused(new Create(OTHER, Drafts.system(code))).reason())
        .isEqualTo(Reason.VALIDATION);
    assertThat(
            refused(new Create(OTHER, Drafts.component(EMS, METER_MODEL, Change.to(code))))
                .reason())
        .isEqualTo(Reason.VALIDATION);
    assertThat(refused(new Create(OTHER, Drafts.componentModel(Change.to(code)))).reason())
        .isEqualTo(Reason.VALIDATION);
    assertThat(
            refused(new Create(OTHER, Drafts.eventModel(EntityType.SYSTEM, Change.to(code))))
                .reason())
        .isEqualTo(Reason.VALIDATION);
    assertThat(refused(new Update(EMS, Drafts.system(Change.to(code), Change.keep()))).reason())
        .isEqualTo(Reason.VALIDATION);
  }

  @Test
  void longAndBlankTextsAreInvalid() {
    assertThat(refused(new Create(OTHER, Drafts.system("x".repeat(256)))).message())
        .isEqualTo("The field code must not be longer than 255 characters.");
    assertThat(refused(new Create(OTHER, Drafts.system(Change.to("x"), Change.to(" ")))).message())
        .isEqualTo("A name must not be empty.");
    assertThat(refused(new Create(OTHER, Drafts.system(Change.to("x"), Change.keep()))).message())
        .isEqualTo("The field name is required.");
  }

  @Test
  void aSystemsCodeIsUniqueInItsDomain() {
    assertThat(refused(new Create(OTHER, Drafts.system("ems"))))
        .isEqualTo(
            new Refused(Reason.CONFLICT, null, "There is another system with the code ems."));
    RegistryDecision elsewhere =
        rules.decide("another", new Create(OTHER, Drafts.system("ems")), NOW);
    assertThat(elsewhere).isInstanceOf(Accepted.class);
  }

  @Test
  void aComponentsCodeIsUniqueInItsSystem() {
    Draft twin = Drafts.component(EMS, METER_MODEL, Change.to("smart-meter-v2"));
    assertThat(refused(new Create(OTHER, twin)).reason()).isEqualTo(Reason.CONFLICT);
    UUID second = new UUID(1, 3);
    accepted(new Create(second, Drafts.system("ems-2")));
    accepted(new Create(OTHER, Drafts.component(second, METER_MODEL, Change.to("smart-meter-v2"))));
  }

  @Test
  void aModelsCodeIsUniqueInItsDomainWhereItHasOne() {
    assertThat(
            refused(
                    new Create(
                        OTHER, Drafts.eventModel(EntityType.SYSTEM, Change.to("malfunction"))))
                .reason())
        .isEqualTo(Reason.CONFLICT);
    assertThat(refused(new Create(OTHER, Drafts.componentModel(Change.to("smart-meter")))).reason())
        .isEqualTo(Reason.CONFLICT);
    accepted(new Create(new UUID(3, 2), Drafts.eventModel(EntityType.SYSTEM, Change.keep())));
    accepted(new Create(new UUID(3, 3), Drafts.eventModel(EntityType.SYSTEM, Change.keep())));
    accepted(new Create(new UUID(2, 2), Drafts.componentModel(Change.to(null))));
    accepted(new Create(new UUID(2, 3), Drafts.componentModel(Change.to(null))));
  }

  @Test
  void codesOfDifferentTypesDoNotMeet() {
    accepted(new Create(OTHER, Drafts.system("malfunction")));
  }

  @Test
  void aCodeMayBeTakenOverOnceItIsFree() {
    accepted(new Update(EMS, Drafts.system(Change.to("ems-old"), Change.keep())));
    accepted(new Create(OTHER, Drafts.system("ems")));
    assertThat(refused(new Update(EMS, Drafts.system(Change.to("ems"), Change.keep()))).reason())
        .isEqualTo(Reason.CONFLICT);
  }

  @Test
  void systemsHaveNoPrototypesToLimitTo() {
    Draft draft =
        Drafts.eventModel(
            EntityType.SYSTEM, Change.keep(), Change.to(EventType.RANGED), Change.to(true));
    assertThat(refused(new Create(OTHER, draft)).reason()).isEqualTo(Reason.VALIDATION);
    accepted(new Create(OTHER, Drafts.eventModel(EntityType.SYSTEM, Change.keep())));
    Draft limit = Drafts.eventModel(null, Change.keep(), Change.keep(), Change.to(true));
    assertThat(refused(new Update(OTHER, limit)).reason()).isEqualTo(Reason.VALIDATION);
    accepted(new Update(MALFUNCTION, limit));
    assertThat(find(EventModel.class, MALFUNCTION).limitToPrototypes()).isTrue();
  }

  @Test
  void whatAComponentOrALinkNamesMustExistInTheDomain() {
    assertThat(refused(new Create(OTHER, Drafts.component(OTHER, METER_MODEL, Change.to("c")))))
        .isEqualTo(
            new Refused(
                Reason.NOT_FOUND,
                ObjectType.SYSTEM,
                "There is no system with the uuid " + OTHER + "."));
    assertThat(refused(new Create(OTHER, Drafts.component(EMS, EMS, Change.to("c")))).message())
        .isEqualTo("There is no component model with the uuid " + EMS + ".");
    assertThat(refused(new Create(OTHER, Drafts.link(EMS, METER_MODEL))).message())
        .isEqualTo("There is no event model with the uuid " + EMS + ".");
    assertThat(refused(new Create(OTHER, Drafts.link(MALFUNCTION, EMS))).message())
        .isEqualTo("There is no component model with the uuid " + EMS + ".");
    assertThat(
            rules.decide("another", new Create(OTHER, Drafts.link(MALFUNCTION, METER_MODEL)), NOW))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aLinkIsForComponentsEventModelsAndOnce() {
    assertThat(refused(new Create(OTHER, Drafts.link(MALFUNCTION, METER_MODEL))).reason())
        .isEqualTo(Reason.CONFLICT);
    UUID ofSystems = new UUID(3, 2);
    accepted(new Create(ofSystems, Drafts.eventModel(EntityType.SYSTEM, Change.keep())));
    assertThat(refused(new Create(OTHER, Drafts.link(ofSystems, METER_MODEL))).reason())
        .isEqualTo(Reason.VALIDATION);
  }

  @Test
  void anUpdateChangesOnlyWhatIsPassed() {
    Accepted updated =
        accepted(new Update(EMS, Drafts.system(Change.keep(), Change.to("Renamed"))));
    SystemEntity system = (SystemEntity) updated.object();
    assertThat(system.code()).isEqualTo("ems");
    assertThat(system.name()).isEqualTo("Renamed");
    assertThat(system.version()).isEqualTo(2);
    assertThat(updated.changes())
        .containsExactly(new RegistryChange<>(ChangeType.UPDATED, system, Status.ACTIVATED));
  }

  @Test
  void anUpdateThatChangesNothingMakesNoVersion() {
    Accepted same =
        accepted(new Update(EMS, Drafts.system(Change.to("ems"), Change.to("A system"))));
    assertThat(same.changes()).isEmpty();
    assertThat(same.object().version()).isEqualTo(1);
  }

  @Test
  void nullClearsWhatMayBeEmptyAndLeavesWhatMayNot() {
    accepted(new Update(METER_MODEL, Drafts.componentModel(Change.to(null))));
    assertThat(find(ComponentModel.class, METER_MODEL).code()).isNull();
    accepted(new Update(EMS, Drafts.system(Change.to(null), Change.to(null))));
    assertThat(find(SystemEntity.class, EMS).code()).isEqualTo("ems");
  }

  @Test
  void aConnectionStateSaysSinceWhen() {
    assertThat(find(ComponentEntity.class, METER).connectionStateUpdatedAt()).isNull();
    accepted(new Update(METER, Drafts.connection(ComponentConnectionState.CONNECTED)));
    assertThat(find(ComponentEntity.class, METER).connectionStateUpdatedAt()).isEqualTo(NOW);
  }

  @Test
  void metadataIsMergedAndBounded() {
    accepted(new Update(EMS, metadata(Map.of("a", Optional.of(text("1"))))));
    accepted(new Update(EMS, metadata(Map.of("b", Optional.of(text("2"))))));
    accepted(new Update(EMS, metadata(Map.of("a", Optional.empty()))));
    assertThat(find(SystemEntity.class, EMS).metadata().values()).containsOnlyKeys("b");
    Optional<MetadataValue> large = Optional.of(text("x".repeat(Metadata.MAX_BYTES)));
    assertThat(refused(new Update(EMS, metadata(Map.of("c", large)))).reason())
        .isEqualTo(Reason.VALIDATION);
    assertThat(
            refused(new Update(EMS, metadata(Map.of("a\u0000", Optional.of(text("1")))))).reason())
        .isEqualTo(Reason.VALIDATION);
    assertThat(
            refused(new Update(EMS, metadata(Map.of("a", Optional.of(text("\ud83d")))))).reason())
        .isEqualTo(Reason.VALIDATION);
  }

  @Test
  void whatIsAnotherDomainsOrTypesIsUnknown() {
    assertThat(rules.decide("another", new Update(EMS, Drafts.system("x")), NOW))
        .isEqualTo(
            new Refused(
                Reason.NOT_FOUND,
                ObjectType.SYSTEM,
                "There is no system with the uuid " + EMS + "."));
    assertThat(rules.decide("another", delete(EMS, ObjectType.SYSTEM, true, 0), NOW))
        .isInstanceOf(Refused.class);
    assertThat(refused(delete(EMS, ObjectType.COMPONENT, false, 0)).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(refused(new Update(METER, Drafts.system("x"))).reason()).isEqualTo(Reason.NOT_FOUND);
  }

  @Test
  void aSystemTakesItsComponentsAlong() {
    Accepted deleted = accepted(delete(EMS, ObjectType.SYSTEM, false, 0));
    assertThat(uuids(deleted)).containsExactly(EMS, METER);
    assertThat(deleted.changes()).allMatch(RegistryChange::isDeletion);
    assertThat(deleted.object().version()).isEqualTo(2);
    assertThat(catalog.find(ComponentEntity.class, METER)).isEmpty();
  }

  @Test
  void aComponentModelWithComponentsNeedsForceAndThenTakesThemAndItsLinksAlong() {
    assertThat(refused(delete(METER_MODEL, ObjectType.COMPONENT_MODEL, false, 0)).reason())
        .isEqualTo(Reason.CONFLICT);
    assertThat(uuids(accepted(delete(METER_MODEL, ObjectType.COMPONENT_MODEL, true, 0))))
        .containsExactly(METER_MODEL, METER, LINK);
  }

  @Test
  void aComponentModelWithoutComponentsNeedsNoForce() {
    accepted(delete(METER, ObjectType.COMPONENT, false, 0));
    assertThat(uuids(accepted(delete(METER_MODEL, ObjectType.COMPONENT_MODEL, false, 0))))
        .containsExactly(METER_MODEL, LINK);
  }

  @Test
  void anEventModelWithActiveEventsNeedsForceAndTakesItsLinksAlong() {
    assertThat(refused(delete(MALFUNCTION, ObjectType.EVENT_MODEL, false, 2)))
        .isEqualTo(
            new Refused(
                Reason.CONFLICT,
                null,
                "The event model has 2 ACTIVE events; force deletes all its events."));
    assertThat(uuids(accepted(delete(MALFUNCTION, ObjectType.EVENT_MODEL, true, 2))))
        .containsExactly(MALFUNCTION, LINK);
  }

  @Test
  void anEventModelWithoutActiveEventsNeedsNoForce() {
    accepted(delete(MALFUNCTION, ObjectType.EVENT_MODEL, false, 0));
  }

  @Test
  void aDeletedObjectIsUnknown() {
    accepted(delete(LINK, ObjectType.EVENT_MODEL_LINK, false, 0));
    assertThat(refused(delete(LINK, ObjectType.EVENT_MODEL_LINK, false, 0)))
        .isEqualTo(
            new Refused(
                Reason.NOT_FOUND,
                ObjectType.EVENT_MODEL_LINK,
                "There is no event model link with the uuid " + LINK + "."));
  }

  private <T extends RegistryObject> T find(Class<T> type, UUID uuid) {
    return catalog.find(type, uuid).orElseThrow();
  }

  private Accepted accepted(RegistryCommand command) {
    RegistryDecision decision = rules.decide(SLUG, command, NOW);
    assertThat(decision).isInstanceOf(Accepted.class);
    Accepted accepted = (Accepted) decision;
    accepted.changes().forEach(catalog::apply);
    return accepted;
  }

  private Refused refused(RegistryCommand command) {
    RegistryDecision decision = rules.decide(SLUG, command, NOW);
    assertThat(decision).isInstanceOf(Refused.class);
    return (Refused) decision;
  }

  private static List<UUID> uuids(Accepted accepted) {
    return accepted.changes().stream().map(change -> change.object().uuid()).toList();
  }

  private static Delete delete(UUID uuid, ObjectType type, boolean force, long activeEvents) {
    return new Delete(uuid, type, force, activeEvents);
  }

  private static Draft metadata(Map<String, Optional<MetadataValue>> changes) {
    return new Draft.OfSystem(
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        Change.keep(),
        new MetadataPatch(changes));
  }

  private static MetadataValue text(String value) {
    return new MetadataValue.Text(value);
  }
}
