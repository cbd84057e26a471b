using EdgeGuard.Policy;

namespace EdgeGuard.Settings.Tests;

/// <summary>Which changes go under running sessions.</summary>
[TestClass]
public sealed class RestartKeysTests
{
    private const string Base = "site s\nmodule m\nlisten.tls off\nunsafe-plain.listen 127.0.0.1:502\nplc.address 127.0.0.1:503\nbus north COM2 19200 8E1\nunit 1 on north\n";

    [TestMethod]
    [DataRow("mode observe\n", "")]
    [DataRow("plc.timeout 2s\n", "")]
    [DataRow("plc.connections 2\n", "plc.connections")]
    [DataRow("bus south COM3 19200 8E1\nunit 2 on south\n", "bus")]
    [DataRow("plc.own-address 10.0.0.9/24\n", "plc.own-address")]
    public void Only_listeners_lines_and_the_broker_need_a_new_beginning(string added, string changed)
    {
        Assert.AreEqual(changed, string.Join(' ', RestartKeys.Changed(Read(Base), Read(Base + added))));
    }

    private static ModuleSettings Read(string text)
    {
        ModuleSettings? settings = SettingsReader.ReadStored(text, new ProblemList());
        Assert.IsNotNull(settings);
        return settings;
    }
}
