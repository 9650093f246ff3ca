package io.keypulse;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.zjsonpatch.JsonPatch;
import io.keypulse.invitation.Patience;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The manifests against the model of Kubernetes, the restricted pod profile, and the application.
 */
class KubernetesManifestsTest {
  private static final Path ROOT = Path.of("k8s");
  private static final Pattern VARIABLE = Pattern.compile("KEYPULSE_[A-Z_]+");
  private static final Pattern SETTING = Pattern.compile("(?:\\$\\{)?(keypulse\\.[a-z.-]+)");

  private record Manifest(Path file, HasMetadata resource) {}

  private final List<Manifest> manifests = manifests();
  private final Deployment deployment = only(Deployment.class);
  private final Job migration = only(Job.class);

  @Test
  void aPodIsNotKilledBeforeItsMailsHaveTheirReplies() {
    PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    long before =
        pod.getContainers().getFirst().getLifecycle().getPreStop().getSleep().getSeconds();
    assertTrue(
        pod.getTerminationGracePeriodSeconds() >= before + seconds("20s") + seconds(Patience.LEASE),
        "preStop, quarkus.shutdown.timeout and a lease");
  }

  private static long seconds(String time) {
    return Duration.parse("PT" + time).toSeconds();
  }

  @Test
  void noFieldIsMistyped() throws ReflectiveOperationException {
    for (Manifest manifest : manifests) {
      if (!(manifest.resource() instanceof GenericKubernetesResource)) {
        assertFieldsAreKnown(manifest.file().toString(), manifest.resource());
      }
    }
  }

  @Test
  void everythingNamedExistsAndEverythingThatExistsIsNamed() throws IOException {
    for (Path kustomization : files("kustomization.yaml")) {
      Path folder = kustomization.getParent();
      JsonNode content = yaml(kustomization);
      Set<Path> named = new HashSet<>();
      content.path("resources").forEach(name -> named.add(folder.resolve(name.asText())));
      content.path("components").forEach(name -> named.add(folder.resolve(name.asText())));
      content.path("patches").findValuesAsText("path").forEach(p -> named.add(folder.resolve(p)));
      for (String source : List.of("files", "envs")) {
        content
            .path("configMapGenerator")
            .findValues(source)
            .forEach(list -> list.forEach(name -> named.add(folder.resolve(name.asText()))));
      }
      named.forEach(path -> assertTrue(Files.exists(path), kustomization + " names " + path));
      for (Path file : files(folder, 1)) {
        assertTrue(
            file.equals(kustomization) || named.contains(file), kustomization + " forgets " + file);
      }
    }
  }

  @Test
  void podsFitTheRestrictedProfile() {
    for (PodSpec pod : List.of(pod(deployment), pod(migration))) {
      PodSecurityContext context = pod.getSecurityContext();
      assertEquals(true, context.getRunAsNonRoot());
      assertTrue(context.getRunAsUser() > 10_000 && context.getRunAsGroup() > 10_000);
      assertEquals("RuntimeDefault", context.getSeccompProfile().getType());
      assertEquals(false, pod.getAutomountServiceAccountToken());
      assertTrue(
          Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())
              .noneMatch(Boolean.TRUE::equals));
      for (Volume volume : pod.getVolumes()) {
        assertTrue(volume.getEmptyDir().getSizeLimit() != null, volume.getName());
      }
      pod.getContainers().forEach(KubernetesManifestsTest::assertRestricted);
    }
  }

  private static void assertRestricted(Container container) {
    SecurityContext context = container.getSecurityContext();
    assertEquals(false, context.getAllowPrivilegeEscalation());
    assertEquals(false, context.getPrivileged());
    assertEquals(true, context.getReadOnlyRootFilesystem());
    assertEquals(List.of("ALL"), context.getCapabilities().getDrop());
    assertTrue(context.getCapabilities().getAdd().isEmpty());
    Set<String> bounded = Set.of("cpu", "memory", "ephemeral-storage");
    assertEquals(bounded, container.getResources().getRequests().keySet());
    assertEquals(bounded, container.getResources().getLimits().keySet());
    assertTrue(
        container.getVolumeMounts().stream()
            .anyMatch(mount -> mount.getMountPath().equals("/tmp")));
  }

  @Test
  void theApplicationKnowsEveryVariableItIsGiven() throws Exception {
    Set<String> known = knownVariables();
    Set<String> given = variables(deployment);
    given.addAll(variables(migration));
    for (Path settings : files("settings.env")) {
      given.addAll(settings(settings));
    }
    for (Path kustomization : files("kustomization.yaml")) {
      VARIABLE
          .matcher(Files.readString(kustomization))
          .results()
          .forEach(found -> given.add(found.group()));
    }
    given.removeAll(known);
    assertEquals(Set.of(), given);
  }

  @Test
  void nothingThatIsRequiredIsMissing() throws IOException {
    Set<String> given = variables(deployment);
    given.addAll(settings(ROOT.resolve("base/settings.env")));
    assertTrue(given.containsAll(Setting.toStart().stream().map(Setting::variable).toList()));
    assertTrue(
        variables(migration)
            .containsAll(Setting.toMigrate().stream().map(Setting::variable).toList()));
  }

  @Test
  void theApplicationNeverSeesTheOwnersPassword() {
    assertEquals(Set.of("keypulse", "keypulse-app"), secrets(deployment));
    assertEquals(Set.of("keypulse-owner"), secrets(migration));
    assertEquals(List.of(), all(Secret.class));
    assertEquals(List.of("migrate"), container(migration).getArgs());
  }

  @Test
  void eachProbeAsksItsOwnQuestionOnTheOnePort() throws IOException {
    Container container = container(deployment);
    assertEquals("/q/health/started", probe(container.getStartupProbe()).getPath());
    assertEquals("/q/health/live", probe(container.getLivenessProbe()).getPath());
    assertEquals("/q/health/ready", probe(container.getReadinessProbe()).getPath());
    ContainerPort port = container.getPorts().getFirst();
    for (Probe probe :
        List.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())) {
      assertEquals(port.getName(), probe(probe).getPort().getStrVal());
    }
    assertEquals(
        "${keypulse.http.port:%d}".formatted(port.getContainerPort()),
        applicationProperties().getProperty("quarkus.http.port"));
    assertEquals(
        port.getName(),
        only(Service.class).getSpec().getPorts().getFirst().getTargetPort().getStrVal());
  }

  @Test
  void thereIsTimeToEndInOrder() throws IOException {
    long untilNoNewRequests =
        container(deployment).getLifecycle().getPreStop().getSleep().getSeconds();
    long forThoseUnderWay =
        Long.parseLong(
            applicationProperties().getProperty("quarkus.shutdown.timeout").replace("S", ""));
    assertTrue(
        pod(deployment).getTerminationGracePeriodSeconds()
            >= untilNoNewRequests + forThoseUnderWay + 10);
  }

  @Test
  void selectorsMeetThePodsTheyMean() {
    Map<String, String> application = template(deployment).getMetadata().getLabels();
    Map<String, String> job = template(migration).getMetadata().getLabels();
    List<Map<String, String>> meantForTheApplication = new ArrayList<>();
    meantForTheApplication.add(deployment.getSpec().getSelector().getMatchLabels());
    meantForTheApplication.add(only(Service.class).getSpec().getSelector());
    meantForTheApplication.add(
        only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels());
    pod(deployment)
        .getTopologySpreadConstraints()
        .forEach(spread -> meantForTheApplication.add(spread.getLabelSelector().getMatchLabels()));
    for (Map<String, String> selector : meantForTheApplication) {
      assertTrue(selects(selector, application), selector.toString());
      assertFalse(selects(selector, job), selector.toString());
    }
    for (Map<String, String> pod : List.of(application, job)) {
      List<NetworkPolicy> policies =
          all(NetworkPolicy.class).stream()
              .filter(policy -> selects(policy.getSpec().getPodSelector().getMatchLabels(), pod))
              .toList();
      assertEquals(1, policies.size());
      assertEquals(List.of("Ingress", "Egress"), policies.getFirst().getSpec().getPolicyTypes());
    }
  }

  @Test
  void twoReplicasAtLeastAndTheAutoscalerMeansThem() {
    HorizontalPodAutoscaler autoscaler = only(HorizontalPodAutoscaler.class);
    assertEquals(2, deployment.getSpec().getReplicas());
    assertEquals(2, autoscaler.getSpec().getMinReplicas());
    assertEquals(
        deployment.getMetadata().getName(), autoscaler.getSpec().getScaleTargetRef().getName());
  }

  @Test
  void theDatabaseIsPreparedAsTheApplicationExpects() throws IOException {
    assertEquals(
        Files.readString(Path.of("src/main/resources/db/bootstrap.sql")),
        Files.readString(ROOT.resolve("components/database/bootstrap.sql")));
  }

  @Test
  void eachPatchMeetsWhatItMeansAndLeavesItWellFormed() throws Exception {
    for (Path kustomization : files("kustomization.yaml")) {
      for (JsonNode patch : yaml(kustomization).path("patches")) {
        List<HasMetadata> patched = patched(patch);
        assertFalse(patched.isEmpty(), kustomization + " patches nothing");
        for (HasMetadata resource : patched) {
          assertFieldsAreKnown(kustomization.toString(), resource);
        }
      }
    }
  }

  @Test
  void aMovingTagIsAskedForWheneverAPodStarts() throws Exception {
    JsonNode dev = yaml(ROOT.resolve("overlays/dev/kustomization.yaml"));
    assertTrue(dev.at("/images/0/newTag").asText().endsWith("-SNAPSHOT"));
    assertEquals(
        List.of("Always", "Always"),
        patched(dev.at("/patches/0")).stream()
            .map(workload -> container(workload).getImagePullPolicy())
            .toList());
  }

  @Test
  void podsAreReplacedWhenASettingChanges() throws IOException {
    for (Path kustomization : files("kustomization.yaml")) {
      for (JsonNode generator : yaml(kustomization).path("configMapGenerator")) {
        if (generator.has("envs")) {
          assertEquals("keypulse", generator.path("name").asText());
          assertEquals(
              kustomization.startsWith(ROOT.resolve("base")) ? "" : "merge",
              generator.path("behavior").asText());
          assertTrue(generator.at("/options/disableNameSuffixHash").isMissingNode());
        }
      }
    }
    assertEquals(
        "keypulse", container(deployment).getEnvFrom().getFirst().getConfigMapRef().getName());
    assertEquals(List.of(), all(ConfigMap.class), "none whose name stays when it changes");
  }

  private List<HasMetadata> patched(JsonNode patch) throws IOException {
    List<HasMetadata> patched = new ArrayList<>();
    for (Manifest manifest : manifests) {
      HasMetadata resource = manifest.resource();
      if (manifest.file().startsWith(ROOT.resolve("base"))
          && resource.getKind().matches(patch.at("/target/kind").asText())
          && resource.getMetadata().getName().matches(patch.at("/target/name").asText())) {
        JsonNode change = Serialization.yamlMapper().readTree(patch.path("patch").asText());
        JsonNode changed =
            JsonPatch.apply(change, Serialization.jsonMapper().valueToTree(resource));
        patched.add(Serialization.jsonMapper().treeToValue(changed, resource.getClass()));
      }
    }
    return patched;
  }

  private static void assertFieldsAreKnown(String place, Object value)
      throws ReflectiveOperationException {
    if (value instanceof Collection<?> values) {
      for (Object element : values) {
        assertFieldsAreKnown(place, element);
      }
    } else if (value instanceof KubernetesResource) {
      for (Field field : value.getClass().getDeclaredFields()) {
        field.setAccessible(true);
        if (field.getName().equals("additionalProperties")) {
          assertEquals(Map.of(), field.get(value), place);
        } else {
          assertFieldsAreKnown(place + "." + field.getName(), field.get(value));
        }
      }
    }
  }

  /** What application.properties, the required settings and the typed settings of rooms name. */
  private static Set<String> knownVariables() throws Exception {
    Set<String> properties = new HashSet<>();
    Files.readAllLines(Path.of("src/main/resources/application.properties")).stream()
        .filter(line -> !line.startsWith("#"))
        .flatMap(line -> SETTING.matcher(line).results())
        .forEach(found -> properties.add(found.group(1)));
    Class<?> room = Class.forName("io.keypulse.invitation.InvitationConfig");
    for (Class<?> group : room.getDeclaredClasses()) {
      if (group.isAnnotationPresent(ConfigMapping.class)) {
        String prefix = group.getAnnotation(ConfigMapping.class).prefix();
        Stream.of(group.getDeclaredMethods())
            .forEach(method -> properties.add(prefix + "." + method.getName()));
      }
    }
    Set<String> variables =
        properties.stream().map(KubernetesManifestsTest::variable).collect(toSet());
    Stream.of(Setting.values()).map(Setting::variable).forEach(variables::add);
    variables.add("KEYPULSE_DB_OWNER_USERNAME");
    return variables;
  }

  private static String variable(String property) {
    return property
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .replaceAll("[.-]", "_")
        .toUpperCase(Locale.ROOT);
  }

  private static Set<String> variables(HasMetadata workload) {
    return container(workload).getEnv().stream().map(EnvVar::getName).collect(toSet());
  }

  private static Set<String> secrets(HasMetadata workload) {
    return container(workload).getEnv().stream()
        .filter(variable -> variable.getValueFrom().getSecretKeyRef() != null)
        .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
        .collect(toSet());
  }

  private static Set<String> settings(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    return settings.stringPropertyNames();
  }

  private static PodTemplateSpec template(HasMetadata workload) {
    return workload instanceof Deployment application
        ? application.getSpec().getTemplate()
        : ((Job) workload).getSpec().getTemplate();
  }

  private static PodSpec pod(HasMetadata workload) {
    return template(workload).getSpec();
  }

  private static Container container(HasMetadata workload) {
    assertEquals(1, pod(workload).getContainers().size());
    return pod(workload).getContainers().getFirst();
  }

  private static HTTPGetAction probe(Probe probe) {
    return probe.getHttpGet();
  }

  private static boolean selects(Map<String, String> selector, Map<String, String> labels) {
    return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
  }

  private <T extends HasMetadata> T only(Class<T> kind) {
    List<T> found = all(kind);
    assertEquals(1, found.size(), kind.getSimpleName());
    return found.getFirst();
  }

  private <T extends HasMetadata> List<T> all(Class<T> kind) {
    return manifests.stream()
        .map(Manifest::resource)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static List<Manifest> manifests() {
    List<Manifest> manifests = new ArrayList<>();
    for (Path file : files("*.yaml")) {
      if (!file.endsWith("kustomization.yaml")) {
        for (String document : read(file).split("(?m)^---$", -1)) {
          manifests.add(new Manifest(file, Serialization.unmarshal(document, HasMetadata.class)));
        }
      }
    }
    return manifests;
  }

  private static JsonNode yaml(Path file) throws IOException {
    return Serialization.yamlMapper().readTree(file.toFile());
  }

  private static Properties applicationProperties() throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      properties.load(reader);
    }
    return properties;
  }

  private static List<Path> files(String name) {
    return files(ROOT, Integer.MAX_VALUE).stream()
        .filter(
            file -> file.getFileSystem().getPathMatcher("glob:" + name).matches(file.getFileName()))
        .toList();
  }

  private static List<Path> files(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
