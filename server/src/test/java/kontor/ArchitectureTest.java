package kontor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The dependency rule of ARCHITECTURE.md, and what the engine must never do so that every
/// replica gives the same bytes.
class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("kontor");

  private static final Set<String> ENGINE_SEES =
      Set.of(
          "java.lang..", "java.math..", "java.nio", "java.nio.charset", "java.security",
          "java.util..");

  @Test
  void theThreePureModulesSeeTheLanguageOnly() {
    noClasses()
        .that()
        .resideInAPackage("kontor.engine..")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage("kontor.engine..", "java..", "org.jspecify..")
                .or(describe("primitives", JavaClass::isPrimitive))
                .or(describe("arrays", JavaClass::isArray))))
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("kontor.iso20022..")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage("kontor.iso20022..", "java..", "org.jspecify..")
                .or(describe("primitives", JavaClass::isPrimitive))
                .or(describe("arrays", JavaClass::isArray))))
        .check(MAIN);
  }

  @Test
  void onlyTheClusterTouchesAeron() {
    noClasses()
        .that()
        .resideOutsideOfPackages("kontor.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.aeron..", "org.agrona..")
        .check(MAIN);
  }

  @Test
  void onlyTheReadSideTouchesSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages("kontor.readside..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(MAIN);
  }

  @Test
  void onlyTheGatewayKnowsBothMessagesAndEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("kontor.server.gateway..", "kontor.benchmark..")
        .and()
        .doNotHaveSimpleName("KontorServer") // the composition sees everything
        .and(describe("see messages", seesPackage("kontor.iso20022")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("kontor.engine..")
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void theRimIsSeenByNoOne() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "kontor.engine..", "kontor.iso20022..", "kontor.cluster..", "kontor.readside..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kontor.server..", "kontor.cli..", "kontor.benchmark..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("kontor.readside..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kontor.cluster..", "kontor.iso20022..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("kontor.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kontor.readside..", "kontor.iso20022..")
        .check(MAIN);
  }

  @Test
  void theSimulatorSeesTheEnginesInterfaceOnly() {
    noClasses()
        .that()
        .resideInAPackage("kontor.simulator..")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(
                    "kontor.simulator..", "kontor.engine", "kontor.engine.terms", "java..",
                    "org.jspecify..")
                .or(describe("primitives", JavaClass::isPrimitive))
                .or(describe("arrays", JavaClass::isArray))))
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages("kontor.simulator..", "kontor.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("kontor.simulator..")
        .check(MAIN);
  }

  @Test
  void engineInterfaceAndTermsDoNotDependOnEachOthersInside() {
    SlicesRuleDefinition.slices()
        .matching("kontor.engine.(terms)..")
        .should()
        .beFreeOfCycles()
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("kontor.engine.terms")
        .should()
        .dependOnClassesThat(
            resideInAPackage("kontor.engine..").and(not(resideInAPackage("kontor.engine.terms"))))
        .check(MAIN);
  }

  @Test
  void theEngineHasNoClockNoChanceNoFilesNoThreads() {
    noClasses()
        .that()
        .resideInAPackage("kontor.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..",
            "java.util.logging..", "java.time..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ThreadLocal")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("kontor.engine..")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe("reads a clock, chance or an identity hash",
                ArchitectureTest::isNondeterministic))
        .check(MAIN);
  }

  @Test
  void theEngineHasNoFloatingPointAndNoChangingStatics() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("kontor.engine..")
        .should()
        .notHaveRawType("double")
        .andShould()
        .notHaveRawType("float")
        .check(MAIN);
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("kontor.engine..")
        .and()
        .areStatic()
        .should()
        .beFinal()
        .check(MAIN);
    classes()
        .that()
        .resideInAPackage("kontor.engine..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(ENGINE_SEES.toArray(String[]::new))
                .or(resideInAnyPackage("kontor.engine..", "org.jspecify.."))
                .or(describe("primitives", JavaClass::isPrimitive))
                .or(describe("arrays", JavaClass::isArray)))
        .check(MAIN);
    MAIN.stream()
        .filter(c -> c.getPackageName().startsWith("kontor.engine"))
        .flatMap(c -> c.getFields().stream())
        .filter(f -> f.getModifiers().contains(JavaModifier.VOLATILE))
        .forEach(
            f -> {
              throw new AssertionError("volatile in the engine: " + f.getFullName());
            });
  }

  private static boolean isNondeterministic(JavaAccess<?> call) {
    String target = call.getTarget().getFullName();
    return target.startsWith("java.lang.System.currentTimeMillis")
        || target.startsWith("java.lang.System.nanoTime")
        || target.startsWith("java.lang.System.identityHashCode")
        || target.startsWith("java.util.UUID.randomUUID")
        || target.startsWith("java.util.HashMap.forEach")
        || target.startsWith("java.util.HashMap.entrySet")
        || target.startsWith("java.util.HashMap.keySet")
        || target.startsWith("java.util.HashMap.values")
        || target.startsWith("java.util.HashSet.iterator")
        || target.startsWith("java.util.HashSet.forEach");
  }

  private static java.util.function.Predicate<JavaClass> seesPackage(String name) {
    return javaClass ->
        javaClass.getDirectDependenciesFromSelf().stream()
            .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(name));
  }
}
