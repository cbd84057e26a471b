namespace EdgeGuard.Policy.Tests;

/// <summary>The example that everybody reads first does what its readers believe.</summary>
[TestClass]
public class PolicyDesignExampleTests
{
    [TestMethod]
    public void The_example_is_read_without_errors()
    {
        PolicyReading reading = PolicyReader.Read(PolicySample.Design);
        Assert.AreEqual(0, reading.Problems.Errors);
        Assert.IsNotNull(reading.Policy);
        Assert.AreEqual("pump-station-3", reading.Policy!.Name);
        Assert.AreEqual(7, reading.Policy.Version);
        Assert.AreEqual(50, reading.Policy.Limits.RatePerSecond);
        Assert.AreEqual(20, reading.Policy.Limits.Burst);
        Assert.AreEqual(10, reading.Policy.Limits.Pending);
        Assert.AreEqual(10_000, reading.Policy.Limits.LifetimeMs);
        Assert.AreEqual(GuardLimits.DefaultSessions, reading.Policy.Limits.Sessions);
    }

    [TestMethod]
    public void An_operator_reads_what_is_listed_and_nothing_else()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.CompileText(PolicySample.Design);
        PolicySample.Allows(policy, "Operator", "03 0000 007D");
        PolicySample.Allows(policy, "Operator", "04 00C7 0001");
        PolicySample.Refuses(policy, "Operator", "03 00C7 0002", Refusal.Address);
        PolicySample.Refuses(policy, "Operator", 2, "03 0000 0001", Refusal.Unit);
        PolicySample.Refuses(policy, "Operator", "2B 0E 01 00", Refusal.Function);
    }

    [TestMethod]
    public void An_operator_writes_a_setpoint_within_its_limit_only()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.CompileText(PolicySample.Design);
        PolicySample.Allows(policy, "Operator", "06 0028 05DC");
        PolicySample.Refuses(policy, "Operator", "06 0028 05DD", Refusal.Value);
        Assert.AreEqual(40, PolicySample.Decision.OffendingAddress);
        Assert.AreEqual(1501, PolicySample.Decision.OffendingValue);
        Assert.AreEqual(7, PolicySample.Decision.Rule);
        PolicySample.Refuses(policy, "Operator", "06 002A 0000", Refusal.Address);
    }

    [TestMethod]
    public void Maintenance_never_programs_though_it_may_write_everything()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.CompileText(PolicySample.Design);
        PolicySample.Allows(policy, "Maintenance", 4, "06 FFFF FFFF");
        PolicySample.Refuses(policy, "Maintenance", 4, "5A 00 01", Refusal.Never);
    }
}
