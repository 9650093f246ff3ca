package io.keypulse;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Chromium, the one that is installed on this machine, opened once for all tests. Pictures
 * of what is looked at are in {@code target/pictures}.
 */
public final class Browser implements BeforeAllCallback {
  public static final int NARROW = 320;
  public static final int WIDE = 1280;
  public static final Path PICTURES = Path.of("target", "pictures");

  /** What it takes for WCAG 2.2 AA, and axe's advice beyond. */
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** What looks beyond this machine, and what a container has no rights for, is turned off. */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private @Nullable Opened opened;

  /** Its driver and itself, until all tests are over. */
  private record Opened(Playwright driver, com.microsoft.playwright.Browser chromium)
      implements AutoCloseable {
    static Opened now() {
      Playwright driver =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return new Opened(
          driver,
          driver
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(
                          program()
                              .orElseThrow(
                                  () ->
                                      new AssertionError(
                                          "Install Chromium: continuous integration needs one of "
                                              + NAMES)))
                      .setArgs(FLAGS)));
    }

    @Override
    public void close() {
      chromium.close();
      driver.close();
    }
  }

  public static boolean isInstalledOrThisIsContinuousIntegration() {
    return "true".equals(System.getenv("CI")) || program().isPresent();
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    opened =
        tests
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Browser.class))
            .computeIfAbsent(Opened.class, _ -> Opened.now(), Opened.class);
  }

  private static Optional<Path> program() {
    return NAMES.stream()
        .flatMap(
            name ->
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Somebody with a window of their own. */
  public BrowserContext person(NewContextOptions options) {
    return Objects.requireNonNull(opened).chromium().newContext(options);
  }

  /** Takes a picture; returns what is wrong with the page for those who read it. */
  public List<String> faults(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    List<String> faults = new ArrayList<>();
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (((Number) overflow).intValue() > 0) {
      faults.add(name + " is wider than its window by " + overflow);
    }
    for (Rule rule : new AxeBuilder(page).withTags(RULES).analyze().getViolations()) {
      faults.add(name + ": " + rule.getId() + " " + rule.getNodes());
    }
    return faults;
  }
}
