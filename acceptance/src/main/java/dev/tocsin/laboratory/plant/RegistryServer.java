package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Program;
import java.nio.file.Path;
import java.util.List;

/** The schema registry, as the standalone starts it, but killable. */
record RegistryServer(Path folder, int port) {
  List<String> command() {
    Path home = Program.ROOT.resolve("standalone/target/schema-registry");
    return SmallJvm.command(
        192,
        List.of(
            // A standalone leaves it behind when it stops; without it a start takes half as long
            // again.
            "-XX:SharedArchiveFile=" + home.resolve("classes.jsa"),
            "-Xlog:cds=off",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=0",
            "-Dquarkus.log.level=WARN",
            "-Dapicurio.datasource.url=jdbc:h2:file:"
                + folder.resolve("schemas")
                + ";WRITE_DELAY=0",
            "-Dapicurio.storage.snapshot.location=" + folder,
            "-Dapicurio.import.work-dir=" + folder,
            "-jar",
            home.resolve("quarkus-run.jar").toString()));
  }
}
