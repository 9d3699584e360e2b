package io.practiceops;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(PracticeOps.class);
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.practiceops");

    @Test
    void modulesDependOnlyOnWhatTheyDeclare() {
        MODULES.verify();
    }

    @Test
    void arrowsBetweenWingsGoDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("console")
                .definedBy("io.practiceops.console..")
                .optionalLayer("finance")
                .definedBy("io.practiceops.finance..")
                .layer("practice")
                .definedBy("io.practiceops.practice..")
                .optionalLayer("operations")
                .definedBy("io.practiceops.operations..")
                .layer("trust")
                .definedBy("io.practiceops.trust..")
                .layer("foundation")
                .definedBy("io.practiceops.foundation..")
                .whereLayer("console")
                .mayOnlyAccessLayers("finance", "practice", "operations", "trust", "foundation")
                .whereLayer("finance")
                .mayOnlyAccessLayers("practice", "operations", "trust", "foundation")
                .whereLayer("practice")
                .mayOnlyAccessLayers("operations", "trust", "foundation")
                .whereLayer("operations")
                .mayOnlyAccessLayers("trust", "foundation")
                .whereLayer("trust")
                .mayOnlyAccessLayers("foundation")
                .whereLayer("foundation")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    /** The pictures of docs/architecture.md; .ci/run fails when they are not the committed ones. */
    @Test
    void modulesAreDrawn() {
        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder("target/modules"))
                .writeModulesAsPlantUml();
    }
}
