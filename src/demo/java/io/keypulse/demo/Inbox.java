package io.keypulse.demo;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.subethamail.smtp.RejectException;

/** Every mail of the demo as a file, numbered in the order of arrival; it survives a restart. */
@Singleton
public final class Inbox implements MailSink.Receiver {
  private static final String SUFFIX = ".eml";

  private final Path folder;
  private final AtomicLong last;

  /** What has been read of the files, which are as many as there are mails. */
  private final ConcurrentHashMap<Long, String> recipients = new ConcurrentHashMap<>();

  @Inject
  public Inbox(
      @ConfigProperty(name = "keypulse.demo.folder", defaultValue = ".keypulse") Path demo) {
    folder = demo.resolve("inbox");
    last = new AtomicLong(ids().stream().findFirst().orElse(0L));
  }

  @Override
  public void recipient(String to) throws RejectException {
    if (to.contains(SampleAccounts.GONE)) {
      throw new RejectException(550, "5.1.2 " + to + " moved: this domain takes no mail any more");
    }
  }

  @Override
  public void mail(String to, byte[] source) {
    Path file = file(last.incrementAndGet());
    try {
      Files.createDirectories(folder);
      Path arriving = file.resolveSibling(file.getFileName() + ".part");
      Files.write(arriving, source);
      Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Newest first. */
  List<Long> ids() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> Long.valueOf(name.substring(0, name.length() - SUFFIX.length())))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The newest first, of those whose recipients suit. */
  List<Long> ids(Predicate<String> recipient) {
    return ids().stream()
        .filter(
            id ->
                recipient.test(
                    recipients.computeIfAbsent(
                        id, any -> mail(id).map(ReceivedMail::to).orElse(""))))
        .toList();
  }

  Optional<ReceivedMail> mail(long id) {
    try {
      return Optional.of(ReceivedMail.read(id, Files.readAllBytes(file(id))));
    } catch (NoSuchFileException unknown) {
      return Optional.empty();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  void empty() {
    try {
      recipients.clear();
      for (long id : ids()) {
        Files.deleteIfExists(file(id));
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Path file(long id) {
    return folder.resolve("%06d%s".formatted(id, SUFFIX));
  }
}
