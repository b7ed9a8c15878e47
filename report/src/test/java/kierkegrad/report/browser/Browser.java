package kierkegrad.report.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import kierkegrad.report.page.Resources;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Chromium without a window, which opens a page as a reader would and says what is wrong with it.
///
/// ```java
/// try (Browser browser = Browser.start()) {
///   for (Screen screen : Screen.ALL) {
///     browser.open(page, screen);
///     assertThat(browser.faults()).isEmpty();   // errors, requests, overlaps, overflow
///     browser.press(Keys.ARROW_RIGHT);
///     browser.shot("explain-" + screen);
///   }
/// }
/// ```
///
/// A test is skipped where there is no Chromium; the build machine has one.
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Path SHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;
  private final List<String> collected = new ArrayList<>();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /// Starts it, or skips the test.
  public static Browser start() {
    Optional<File> chromium = program("chromium");
    Optional<File> chromedriver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "no browser: install Debian's packages chromium and chromium-driver");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--no-first-run",
        "--force-device-scale-factor=1");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<File> program(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(File.pathSeparator)) {
      File file = new File(folder, name);
      if (file.canExecute()) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /// Opens a file on a screen.
  public void open(Path page, Screen screen) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            screen.width(),
            "height",
            screen.height(),
            "deviceScaleFactor",
            1,
            "mobile",
            screen.width() < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of(
                    "name", "prefers-color-scheme", "value", screen.dark() ? "dark" : "light"))));
    forget();
    driver.get(page.toAbsolutePath().toUri().toString());
  }

  /// What is wrong with the page as it is now, one line each; empty if nothing is.
  public List<String> faults() {
    List<String> faults = new ArrayList<>(log());
    faults.addAll(layoutFaults());
    return faults;
  }

  /// Console errors and warnings, and requests for anything but files and data, since the page was
  /// opened.
  public List<String> log() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        collected.add("console: " + entry.getMessage());
      }
    }
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      request(entry.getMessage()).ifPresent(url -> collected.add("request: " + url));
    }
    return List.copyOf(collected);
  }

  private static Optional<String> request(String message) {
    JsonNode event = JsonMapper.shared().readTree(message).path("message");
    if (!event.path("method").asString("").equals("Network.requestWillBeSent")) {
      return Optional.empty();
    }
    String url = event.path("params").path("request").path("url").asString("");
    boolean local = url.startsWith("file:") || url.startsWith("data:") || url.startsWith("about:");
    return local ? Optional.empty() : Optional.of(url);
  }

  /// Texts that lie over each other, texts that leave their box, and a page that is wider than the
  /// screen.
  public List<String> layoutFaults() {
    Object found = driver.executeScript(Resources.text(Browser.class, "layout-faults.js"));
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /// The result of a function body in JavaScript.
  public Object run(String script, Object... arguments) {
    Object result = driver.executeScript(script, arguments);
    return result == null ? "" : result;
  }

  /// Changes the address behind `#` and waits until the page has followed.
  public void address(String hash) {
    driver.executeAsyncScript(
        """
        const [hash, done] = arguments;
        if (location.hash === hash) return done();
        addEventListener('hashchange', () => setTimeout(done), { once: true });
        location.hash = hash;
        """,
        hash);
  }

  /// The first element that this selector of CSS finds; waits for it, because a page changes only
  /// after the click or key that asked for it.
  public WebElement element(String selector) {
    driver.manage().timeouts().implicitlyWait(PATIENCE);
    try {
      return driver.findElement(By.cssSelector(selector));
    } finally {
      driver.manage().timeouts().implicitlyWait(Duration.ZERO);
    }
  }

  /// All elements that it finds.
  public List<WebElement> elements(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /// Clicks on it.
  public void click(String selector) {
    element(selector).click();
  }

  /// Moves the mouse over it.
  public void hover(String selector) {
    new Actions(driver).moveToElement(element(selector)).perform();
  }

  /// Presses keys one after another, such as `Keys.ARROW_RIGHT`, where the focus is.
  public void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// Goes back in the history.
  public void back() {
    driver.navigate().back();
  }

  /// Takes a picture of the whole page, to look at: `target/screenshots/NAME.png`.
  public Path shot(String name) {
    Map<String, Object> answer =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Path file = SHOTS.resolve(name + ".png");
    try {
      Files.createDirectories(SHOTS);
      Files.write(file, Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private void forget() {
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    collected.clear();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
