using EdgeGuard.Policy;
using EdgeGuard.Policy.Tests;

namespace EdgeGuard.Settings.Tests;

/// <summary>What settings and policy make of each other.</summary>
[TestClass]
public class PolicyFitTests
{
    private const string Settings =
        "site s\nmodule m\npolicy.file p\nlisten.tls off\nunsafe-plain.listen 127.0.0.1:502\nplc.address 10.0.0.1:502\n";

    [TestMethod]
    public void A_role_of_a_setting_that_the_policy_lacks_is_warned_of()
    {
        ProblemList problems = Check(
            "listen.serial /dev/ttyS0 19200 8E1 operator\nunsafe-plain.role 10.0.0.5 operator\nunsafe-plain.role 10.0.0.6 Operator\n",
            "role Operator\nallow 3\n");
        Assert.AreEqual(2, problems.Count);
        Assert.AreEqual("listen.serial: the policy has no role operator, so everything is refused", problems[0].Message);
        Assert.AreEqual("did you mean Operator? Names compare letter by letter", problems[0].Remedy);
        Assert.AreEqual("unsafe-plain.role: the policy has no role operator, so everything is refused", problems[1].Message);
        Assert.AreEqual(0, problems.Errors);
        problems = Check("unsafe-plain.role 10.0.0.5 \"Shift Leader\"\n", "role Operator\nallow 3\n");
        Assert.AreEqual("name a role of the policy, or add `role Shift Leader` to it", problems[0].Remedy);
        Assert.AreEqual(0, Check("unsafe-plain.role 10.0.0.5 \"Shift Leader\"\n", "role \"Shift Leader\"\nallow 3\n").Count);
    }

    [TestMethod]
    public void Where_everybody_has_rights_only_a_name_like_another_is_warned_of()
    {
        const string policy = "role *\nallow 3\nrole Operator\nallow 6\n";
        ProblemList problems = Check("unsafe-plain.role 10.0.0.5 operator\nunsafe-plain.role 10.0.0.6 Panel\n", policy);
        Assert.AreEqual(1, problems.Count);
        Assert.AreEqual("unsafe-plain.role: the policy has no role operator, so only `role *` counts", problems[0].Message);
    }

    [TestMethod]
    public void Windows_without_a_time_zone_are_warned_of()
    {
        const string policy = "role Operator\nallow 6 during mon-fri 06:00-18:00\n";
        Assert.AreEqual("the policy has `during`, and site.zone is not set: its times are taken as UTC", Check("", policy)[0].Message);
        Assert.AreEqual(0, Check("site.zone UTC0\n", policy).Count);
        Assert.AreEqual(0, Check("", "role Operator\nallow 6\n").Count);
    }

    private static ProblemList Check(string settings, string policy)
    {
        ModuleSettings? read = SettingsReader.Read(Settings + settings, new ProblemList());
        Assert.IsNotNull(read, settings);
        var problems = new ProblemList();
        PolicyFit.Run(read!, PolicySample.Compile(policy), problems);
        return problems;
    }
}
