using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class ServesWhileTheBrokerIsAway
{
    [TestMethod]
    public void Requests_are_answered_though_no_broker_ever_was_there()
    {
        using var site = new Site();
        site.StartPlc();
        site.StartModule("mqtt.broker 127.0.0.1:1", "mqtt.tls off");
        string[] op = site.Client("op1", "Operator");
        for (int i = 0; i < 3; i++)
        {
            Executable read = site.Read(op, "--unit", "1", "holding", "40", "1");
            Assert.AreEqual(0, read.WaitForExit(), read.Everything());
        }
    }
}
