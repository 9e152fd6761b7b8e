package dev.tocsin.laboratory;

import dev.tocsin.laboratory.check.Verdict;
import dev.tocsin.laboratory.check.Witness;
import dev.tocsin.laboratory.plant.Plant;
import dev.tocsin.laboratory.scenario.Scale;
import dev.tocsin.laboratory.scenario.Scenario;
import dev.tocsin.laboratory.scenario.Trial;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plants beside each other that know nothing of each other, among which trials are shared out. It
 * takes two cores for each to be faster: most of a trial is starting JVMs.
 */
public final class Laboratory implements AutoCloseable {
  private final ExecutorService lanes;
  private final Queue<Site> free = new ConcurrentLinkedQueue<>();

  /** A plant, and who watches it. */
  private record Site(Plant plant, Witness witness) {
    static Site open() {
      Plant plant = Plant.start();
      return new Site(plant, new Witness(plant.ports()));
    }

    void close() {
      witness.close();
      plant.close();
    }
  }

  /**
   * @param plants how many there are at most; each starts when there is a trial for it
   */
  public Laboratory(int plants) {
    lanes = Executors.newFixedThreadPool(plants);
  }

  /**
   * The verdict, once the trial has had its turn. A trial that cannot be finished fails with what
   * kept it from that; its plant is given up.
   */
  public Future<Verdict> submit(Scenario scenario, Scale scale, long seed) {
    return lanes.submit(() -> verdict(scenario, scale, seed));
  }

  private Verdict verdict(Scenario scenario, Scale scale, long seed) {
    Site known = free.poll();
    Site site = known == null ? Site.open() : known;
    boolean finished = false;
    try {
      Verdict verdict = Trial.run(site.plant(), site.witness(), scenario, scale, seed);
      finished = true;
      return verdict;
    } finally {
      if (finished) {
        free.add(site);
      } else {
        site.close();
      }
    }
  }

  /** Ends the plants; call it once every trial has had its turn. */
  @Override
  public void close() {
    lanes.close();
    free.forEach(Site::close);
  }
}
