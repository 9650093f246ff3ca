package io.keypulse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A program of {@code src/test}, written for Node and run against the application. */
public record Npm(Path folder) {
  public static boolean isInstalledOrThisIsContinuousIntegration() {
    return "true".equals(System.getenv("CI"))
        || Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
  }

  /** A copy of it below {@code target}, with the packages its lock file names. */
  public static Npm installed(String name) throws IOException, InterruptedException {
    Path source = Path.of("src", "test", name);
    Path target = Path.of("target", name);
    try (Stream<Path> all = Files.walk(source)) {
      List<Path> files =
          all.filter(file -> Files.isRegularFile(file) && !file.toString().contains("node_modules"))
              .toList();
      for (Path file : files) {
        Path copy = target.resolve(source.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Npm npm = new Npm(target);
    npm.output("npm", "ci", "--no-audit", "--no-fund");
    return npm;
  }

  /** What a command says that must end well. */
  public String output(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
