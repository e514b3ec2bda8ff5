package im.parley.node;

/// `parley doctor`.
final class DoctorCommand {
    private DoctorCommand() {}

    static int run(Arguments arguments, Setup setup) {
        arguments.expectAtMost(0);
        var findings = Doctor.of(setup).examine();
        findings.forEach(finding -> System.out.println(finding.text()));
        boolean sick = findings.stream().anyMatch(f -> f.grade() == Doctor.Grade.FAIL);
        System.out.println(sick ? "Something must be done." : "Nothing stands in the way.");
        return sick ? Parley.FAILED : Parley.DONE;
    }
}
