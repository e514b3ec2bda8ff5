package im.parley.node;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Section 2 of the architecture as rules, over any tree of modules whose packages have this root.
///
/// @param verticles module names without the launcher
record Modules(String root, Set<String> verticles, Set<String> shared) {
    private static final Set<String> ADAPTERS = Set.of("embedded", "external");
    private static final Set<String> MAY_USE_ADAPTERS = Set.of("node", "testworld");

    static Path repository() {
        var at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("verticles"))) at = at.getParent();
        return at;
    }

    /// The modules as they lie in the repository.
    static Modules of(Path repository) throws IOException {
        var verticles = folders(repository.resolve("verticles"));
        verticles.remove("node");
        return new Modules(
                "im.parley", Set.copyOf(verticles), Set.copyOf(folders(shared(repository))));
    }

    private static Path shared(Path repository) {
        return repository.resolve("shared");
    }

    private static List<String> folders(Path parent) throws IOException {
        try (var children = Files.list(parent)) {
            return new ArrayList<>(
                    children.filter(child -> Files.exists(child.resolve("pom.xml")))
                            .map(child -> child.getFileName().toString())
                            .toList());
        }
    }

    List<ArchRule> rules() {
        var rules = new ArrayList<ArchRule>();
        for (var verticle : verticles)
            rules.add(
                    noClasses()
                            .that()
                            .resideInAPackage(within(verticle))
                            .should()
                            .dependOnClassesThat(
                                    resideInAnyPackage(
                                            others(verticle)
                                                    .map(this::within)
                                                    .toArray(String[]::new)))
                            .because("services meet through the contract over the bus")
                            .allowEmptyShould(true));
        rules.add(
                noClasses()
                        .that()
                        .resideInAnyPackage(all(shared))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(all(verticles)))
                        .because("libraries serve verticles and know none"));
        rules.add(
                noClasses()
                        .that(
                                describe(
                                        "know no adapter",
                                        type ->
                                                ADAPTERS.stream()
                                                        .noneMatch(
                                                                a ->
                                                                        isIn(
                                                                                type
                                                                                        .getPackageName(),
                                                                                a))))
                        .and(
                                describe(
                                        "are not the launcher or a test library",
                                        type ->
                                                MAY_USE_ADAPTERS.stream()
                                                        .noneMatch(
                                                                a ->
                                                                        isIn(
                                                                                type
                                                                                        .getPackageName(),
                                                                                a))))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(all(ADAPTERS)))
                        .because("verticles know ports; configuration chooses the adapter"));
        rules.add(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(within("embedded"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.rocksdb..")
                        .because("the engine stays behind its adapter"));
        return rules;
    }

    private Stream<String> others(String verticle) {
        var others = verticles.stream().filter(other -> !other.equals(verticle));
        return Stream.concat(others, Stream.of("node"));
    }

    private String within(String module) {
        return root + "." + module + "..";
    }

    private boolean isIn(String packageName, String module) {
        return (packageName + ".").startsWith(root + "." + module + ".");
    }

    private String[] all(Set<String> modules) {
        return modules.stream().map(this::within).toArray(String[]::new);
    }

    /// What is wrong with the folders of a module's sources: one package, and a sign on its door.
    static List<String> complaintsAbout(Path module) throws IOException {
        var sources = module.resolve("src/main/java");
        if (!Files.exists(sources)) return List.of();
        var expected = sources.resolve("im/parley").resolve(module.getFileName());
        var complaints = new ArrayList<String>();
        for (var folder : packages(sources)) {
            if (!folder.equals(expected)) complaints.add(folder + " is not the module's package");
            if (!Files.exists(folder.resolve("package-info.java")))
                complaints.add(folder + " has no package-info.java");
        }
        return complaints;
    }

    private static List<Path> packages(Path sources) throws IOException {
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }
}
