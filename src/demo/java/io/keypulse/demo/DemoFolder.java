package io.keypulse.demo;

import io.keypulse.platform.CannotStart;
import io.keypulse.platform.Chance;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Where everything of the demo lies; one demo at a time may use it. */
final class DemoFolder {
  static final String SETTING = "keypulse.demo.folder";

  private final Path path;
  private final FileChannel lock;

  private DemoFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static DemoFolder open() {
    Path path = Path.of(Given.get(SETTING).orElse(".keypulse")).toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      FileChannel lock =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw new CannotStart(
            "A demo is running in %s already: stop it, or choose another folder with KEYPULSE_DEMO_FOLDER."
                .formatted(path));
      }
      return new DemoFolder(path, lock);
    } catch (IOException unwritable) {
      throw new CannotStart(
          "The demo cannot write to %s: make that possible, or choose another folder with KEYPULSE_DEMO_FOLDER."
              .formatted(path));
    }
  }

  Path path() {
    return path;
  }

  void markFounded() throws IOException {
    if (!Files.exists(founded())) {
      Files.createFile(founded());
    }
  }

  /** True when the first start did not come to its end; what it left is thrown away then. */
  boolean forgetHalfFounded() throws IOException {
    Path data = path.resolve("data");
    if (Files.exists(founded()) || !Files.exists(data)) {
      return false;
    }
    EmbeddedDatabase.stopLeftOver(data);
    delete(data);
    if (Files.exists(path.resolve("inbox"))) {
      delete(path.resolve("inbox"));
    }
    return true;
  }

  /** Made once, so that the links in mails of earlier starts keep working. */
  String secret() throws IOException {
    Path file = path.resolve("links.secret");
    if (!Files.exists(file)) {
      Chance chance = new Chance();
      Files.createFile(file);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(file, chance.seed() + chance.seed());
    }
    return Files.readString(file);
  }

  void release() throws IOException {
    lock.close();
  }

  private Path founded() {
    return path.resolve("founded");
  }

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException fault)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
