package dev.tocsin.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a subject is loaded with: messages of a kind, and how fast they are sent. */
record Load(Workload workload, Pace pace) {

  /** All loads of these workloads, in the order of measuring. */
  static List<Load> of(Collection<Workload> workloads, Collection<Integer> rates) {
    List<Load> loads = new ArrayList<>();
    for (Workload workload : workloads) {
      if (workload == Workload.SINGLE) {
        loads.addAll(single(rates));
        loads.add(new Load(workload, new Pace.HalfOfAll()));
      } else {
        loads.add(new Load(workload, new Pace.FlatOut()));
      }
    }
    return loads;
  }

  /** Single events at each of these rates, and as many as go through. */
  static List<Load> single(Collection<Integer> rates) {
    List<Load> loads = new ArrayList<>();
    rates.forEach(rate -> loads.add(new Load(Workload.SINGLE, new Pace.Fixed(rate))));
    loads.add(new Load(Workload.SINGLE, new Pace.FlatOut()));
    return loads;
  }

  /** Whether a floor knows what to do with it, and is comparable under it. */
  boolean hasFloor() {
    return workload == Workload.SINGLE && !(pace instanceof Pace.HalfOfAll);
  }

  String title() {
    return workload.title() + ", " + pace;
  }
}
