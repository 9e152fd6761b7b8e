package dev.tocsin.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The parts that share the processors, each with what the names of its threads begin with. */
enum Part {
  MQTT_BROKER(
      "MQTT broker",
      "hivemq-",
      "embedded-hivemq-",
      "single-writer-",
      "payload-persistence-",
      "scheduled-persistence-",
      "extension-task-executor-",
      "global-traffic-shaper-",
      "Exodus",
      "threadJobProcessorPool"),
  KAFKA_BROKER(
      "Kafka broker",
      "data-plane-kafka-",
      "kafka-1-",
      "kafka-log-",
      "kafka-scheduler-",
      "broker-1-",
      "controller-1-",
      "quorum-controller-",
      "raft-",
      "group-coordinator-",
      "share-",
      "transaction-",
      "executor-",
      "ExpirationReaper-",
      "AddPartitionsToTxnSenderThread-",
      "TxnMarkerSenderThread-"),
  /** In a floor, all that is between the brokers but for the hop. */
  CONNECTOR(
      "connector",
      "tocsin-mqtt-",
      "tocsin-kafka-to-mqtt",
      "tocsin-connector",
      "com.hivemq.client.",
      "kafka-producer-network-thread | tocsin-connector",
      "kafka-coordinator-heartbeat-thread | tocsin.mqtt-connector",
      "bare-bridge",
      "kafka-producer-network-thread | bare-input",
      "kafka-coordinator-heartbeat-thread | bare-bridge"),
  /** In a floor, the hop. */
  PROCESSOR(
      "processor",
      "tocsin-processor",
      "kafka-producer-network-thread | tocsin-processor",
      "kafka-coordinator-heartbeat-thread | tocsin-processor",
      "kafka-admin-client-thread | tocsin-processor",
      "rocksdb:",
      "bare-hop",
      "kafka-producer-network-thread | bare-hop",
      "kafka-coordinator-heartbeat-thread | bare-hop",
      "kafka-admin-client-thread | bare-hop"),
  QUERY_API(
      "query-api",
      "tocsin-projection",
      "tocsin-command-replies",
      "tocsin-live-events",
      "http-nio-",
      "view-",
      "kafka-producer-network-thread | tocsin-query",
      "kafka-coordinator-heartbeat-thread | tocsin.query"),
  GARBAGE_COLLECTION("GC", "G1 ", "GC Thread#"),
  /** The operating system keeps 15 characters of a name. */
  COMPILERS("compilers", "C1 CompilerThre", "C2 CompilerThre"),
  /** Threads of the program that are none of these, or that have ended. */
  REST("rest"),
  /** A process of its own. */
  SCHEMA_REGISTRY("registry"),
  /** This process: devices, subscriber and console. */
  LOAD("load"),
  /** No part: for how long the program's threads were ready to run, and had to wait for a core. */
  NO_CORE("waiting for a core");

  private final String title;
  private final List<String> threads;

  Part(String title, String... threads) {
    this.title = title;
    this.threads = List.of(threads);
  }

  static Part ofThread(String name) {
    return Arrays.stream(values())
        .filter(part -> part.threads.stream().anyMatch(name::startsWith))
        .findFirst()
        .orElse(REST);
  }

  /** Whether it is in the one process that all of Tocsin is, but for the registry. */
  boolean isInside() {
    return this != SCHEMA_REGISTRY && this != LOAD && this != NO_CORE;
  }

  String title() {
    return title;
  }
}
