package dev.tocsin.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.EventId;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.kafka.message.RequestProperties;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those get who ask for more than MQTT 3.1.1 knows. */
class ReceiptsTest {
  private static final String TIME = "2025-05-09T13:28:42.611276+00:00";
  private static final String GOOD = "{\"eventModelCode\":\"overload\",\"time\":\"" + TIME + "\"}";

  private static final Optional<ByteBuffer> DATA =
      Optional.of(ByteBuffer.wrap("request-7".getBytes(UTF_8)));
  private static final RequestProperties ASKED =
      new RequestProperties(Optional.of("drivr/v1/company-example/receipts"), DATA);

  @TempDir Path stateDir;
  private Fixture tocsin;
  private UUID system;
  private UUID event;

  @BeforeEach
  void start() {
    tocsin = new Fixture(stateDir);
    system = tocsin.createSystem("ems");
    UUID model = tocsin.createEventModel("overload", EventType.SINGLE_POINT, EntityType.SYSTEM);
    event = EventId.of(system, model, Instant.parse(TIME));
  }

  @AfterEach
  void stop() {
    tocsin.close();
  }

  @Test
  void aReceiptNamesTheEventsOfTheGoodEntriesAndWhatIsWrongWithTheBad() {
    input("[" + GOOD + ",7]", ASKED);

    InputReceipt receipt = tocsin.receipts().getFirst();
    assertThat(receipt.imported()).containsExactly(event);
    assertThat(receipt.rejection().map(Rejection::errors))
        .hasValueSatisfying(errors -> assertThat(errors).containsOnlyKeys(1));
    assertThat(tocsin.rejections()).hasSize(1);
  }

  @Test
  void whatChangesNothingIsAcknowledgedAllTheSame() {
    input(GOOD, RequestProperties.NONE);
    assertThat(tocsin.receipts()).isEmpty();
    input(GOOD, ASKED);

    assertThat(tocsin.events()).hasSize(1);
    assertThat(tocsin.receipts())
        .containsExactly(
            new InputReceipt(Fixture.SLUG, PayloadFormat.JSON, List.of(event), Optional.empty()));
  }

  @Test
  void aMessageThatIsWrongAsAWholeGetsOneToo() {
    input("{", ASKED);

    InputReceipt receipt = tocsin.receipts().getFirst();
    assertThat(receipt.imported()).isEmpty();
    assertThat(receipt.rejection().map(Rejection::code)).contains(Rejection.Code.PAYLOAD_INVALID);
  }

  @Test
  void eachAnswerCarriesTheCorrelationDataAndTheReceiptAloneWhereItGoes() {
    input("[" + GOOD + ",7]", ASKED);

    RequestProperties correlated = new RequestProperties(Optional.empty(), DATA);
    assertThat(requests(tocsin.topics.events())).containsExactly(correlated);
    assertThat(requests(tocsin.topics.eventRejections())).containsExactly(correlated);
    assertThat(requests(tocsin.topics.inputReceipts())).containsExactly(ASKED);
  }

  @Test
  void whoGivesNoResponseTopicGetsTheAnswersAlone() {
    input("[" + GOOD + ",7]", ASKED.withoutResponseTopic());

    assertThat(tocsin.receipts()).isEmpty();
    assertThat(tocsin.events()).hasSize(1);
    assertThat(tocsin.rejections()).hasSize(1);
  }

  private void input(String json, RequestProperties request) {
    tocsin.input(
        Fixture.message(EntityType.SYSTEM, system, PayloadFormat.JSON, json.getBytes(UTF_8)),
        request);
  }

  private List<RequestProperties> requests(Topic topic) {
    return tocsin.headers(topic).stream().map(RequestProperties::of).toList();
  }
}
