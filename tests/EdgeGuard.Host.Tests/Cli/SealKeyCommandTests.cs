using System.IO;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli;

/// <summary>What <c>edgeguard seal-key</c> says of files that are not right. That
/// the key of a right one is the module's is shown in the store's tests.</summary>
[TestClass]
public sealed class SealKeyCommandTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-seal-key").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_file_that_is_not_there_is_named_before_any_passphrase_is_asked_for()
    {
        var run = CliRun.Run(SealKeyCommand.Create(), In("nothing.log"), In("m1.sealkey"));
        Assert.AreEqual(2, run.ExitCode);
        Assert.AreEqual($"edgeguard: error: '{In("nothing.log")}': there is no such file\n", run.Error);
    }

    [TestMethod]
    public void A_file_that_is_there_is_never_overwritten()
    {
        File.WriteAllText(In("console.log"), "edgeguard-seal-key 1\n");
        File.WriteAllText(In("m1.sealkey"), "mine");
        var run = CliRun.Run(SealKeyCommand.Create(), In("console.log"), In("m1.sealkey"));
        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("is there already: name another file", run.Error);
        Assert.AreEqual("mine", File.ReadAllText(In("m1.sealkey")));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
