package dev.tocsin.laboratory.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What was sent, what was acknowledged, and what came back: all that a sender can know. */
public final class Ledger {
  /** How long before its death a broker may have confirmed what it had not saved. */
  private static final long LOSS_WINDOW_MILLIS = 3_000;

  private final Map<Integer, Sent> byNumber = new ConcurrentHashMap<>();
  private final Map<Input.Mark, Sent> byMark = new ConcurrentHashMap<>();
  private final Map<Integer, Command> commands = new ConcurrentHashMap<>();
  private final Map<String, Set<Integer>> heard = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final Set<Integer> receipts = ConcurrentHashMap.newKeySet();
  private final List<Long> brokerDeaths = new CopyOnWriteArrayList<>();

  Sent add(Input input, Judgement judgement) {
    Sent sent = new Sent(input, judgement);
    byNumber.put(input.number(), sent);
    byMark.put(input.mark(), sent);
    return sent;
  }

  void add(Command command) {
    commands.put(command.number(), command);
  }

  /** An event's message, recognised by how much metadata it carried. */
  void heard(String event, int metadata) {
    heard.computeIfAbsent(event, key -> ConcurrentHashMap.newKeySet()).add(metadata);
  }

  void heardAnswer(String topic) {
    answers.computeIfAbsent(topic, key -> new AtomicInteger()).incrementAndGet();
  }

  /** A receipt's message for the input with this number. */
  void heardReceipt(int number) {
    receipts.add(number);
  }

  /** The MQTT broker has been killed: what it had just confirmed may be gone. */
  public void brokerDied() {
    brokerDeaths.add(System.currentTimeMillis());
  }

  /** Whether the broker itself may have lost what it had confirmed. */
  public boolean brokerMayHaveLost() {
    return !brokerDeaths.isEmpty();
  }

  /** The effect with this marker stands in the topic. */
  public void sawMarker(String marker) {
    int number = Input.numberOf(marker);
    if (byNumber.containsKey(number)) {
      byNumber.get(number).sawMarker(marker);
    }
  }

  public void sawRefusal(Input.Mark mark) {
    find(mark).ifPresent(Sent::sawRefusal);
  }

  public Optional<Sent> find(Input.Mark mark) {
    return Optional.ofNullable(byMark.get(mark));
  }

  public Optional<Sent> withNumber(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  public Optional<Command> command(int number) {
    return Optional.ofNullable(commands.get(number));
  }

  public Collection<Sent> sent() {
    return byNumber.values();
  }

  public Collection<Command> commands() {
    return commands.values();
  }

  /** Events that have been heard of over MQTT. */
  List<String> heardEvents() {
    return new ArrayList<>(heard.keySet());
  }

  public boolean hasHeard(String event, int metadata) {
    return heard.getOrDefault(event, Set.of()).contains(metadata);
  }

  public boolean hasHeardReceipt(Sent sent) {
    return receipts.contains(sent.input().number());
  }

  /** How many answers came on the error topic of this thing's inputs. */
  public int answersOf(Thing thing) {
    return answers.entrySet().stream()
        .filter(entry -> entry.getKey().contains("/" + thing.uuid() + "/"))
        .mapToInt(entry -> entry.getValue().get())
        .sum();
  }

  /** Whether the message must have its effect. */
  public boolean isCertain(Sent sent) {
    return sent.acks() > 0 && !isInLossWindow(sent);
  }

  public boolean isInLossWindow(Sent sent) {
    return brokerDeaths.stream()
        .anyMatch(
            death ->
                sent.sentAt() <= death
                    && sent.ackedAt() > 0
                    && sent.ackedAt() >= death - LOSS_WINDOW_MILLIS);
  }

  /** What must have had its effect and has not been seen to. */
  public List<Sent> unsettled() {
    return sent().stream().filter(sent -> isCertain(sent) && sent.settledAt() == 0).toList();
  }
}
