package dev.tocsin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TopicPartition SECOND = new TopicPartition("events", 1);

  private final Progress progress = new Progress();

  @Test
  void an_offset_is_finished_when_all_before_it_are() {
    Progress.Delivery one = begin(FIRST, 1);
    Progress.Delivery two = begin(FIRST, 2);
    begin(FIRST, 3);

    two.finishOne();
    assertThat(progress.takeFinished()).isEmpty();

    one.finishOne();
    assertThat(progress.takeFinished()).containsOnlyKeys(FIRST).containsValue(offset(3));
  }

  @Test
  void what_was_taken_is_not_given_twice() {
    begin(FIRST, 1).finishOne();
    progress.takeFinished();

    assertThat(progress.takeFinished()).isEmpty();
  }

  @Test
  void a_record_is_finished_with_the_last_of_its_messages() {
    Progress.Delivery delivery = begin(FIRST, 1);
    delivery.expect(2);

    assertThat(delivery.finishOne()).isFalse();
    assertThat(progress.takeFinished()).isEmpty();
    assertThat(delivery.finishOne()).isTrue();
    assertThat(progress.takeFinished()).containsKey(FIRST);
  }

  @Test
  void a_record_without_messages_is_finished_at_once() {
    begin(FIRST, 1).expect(0);

    assertThat(progress.takeFinished()).containsKey(FIRST);
  }

  @Test
  void a_restart_begins_with_the_first_unfinished_record_of_each_partition() {
    begin(FIRST, 1).finishOne();
    begin(FIRST, 2);
    begin(FIRST, 3).finishOne();
    begin(SECOND, 7).finishOne();

    assertThat(progress.restart()).hasSize(1).containsEntry(FIRST, 2L);
    assertThat(progress.takeFinished())
        .containsEntry(FIRST, offset(2))
        .containsEntry(SECOND, offset(8));
  }

  @Test
  void partitions_that_went_elsewhere_are_not_spoken_of() {
    begin(FIRST, 1).finishOne();
    begin(SECOND, 1).finishOne();
    progress.forget(List.of(FIRST));

    assertThat(progress.takeFinished()).containsOnlyKeys(SECOND);
  }

  private Progress.Delivery begin(TopicPartition partition, long offset) {
    return progress.begin(
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
  }

  private static OffsetAndMetadata offset(long offset) {
    return new OffsetAndMetadata(offset);
  }
}
