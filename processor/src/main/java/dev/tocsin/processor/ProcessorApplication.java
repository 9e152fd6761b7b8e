package dev.tocsin.processor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The processor as a service of its own. */
@SpringBootApplication
public class ProcessorApplication {
  public static void main(String[] args) {
    SpringApplication.run(ProcessorApplication.class, args);
  }
}
