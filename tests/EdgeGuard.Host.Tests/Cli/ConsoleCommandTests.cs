using System.IO;
using System.Net.Sockets;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli;

[TestClass]
public class ConsoleCommandTests
{
    [TestMethod]
    public void What_is_no_port_is_told_with_what_would_be_one()
    {
        (int exitCode, _, string error) = CliRun.Run(ConsoleCommand.Create(), "nowhere");
        Assert.AreEqual(2, exitCode);
        StringAssert.Contains(error, "'nowhere' is neither a serial port's path nor HOST:PORT");
        StringAssert.Contains(error, "/dev/ttyUSB0");
    }

    [TestMethod]
    public void A_port_that_cannot_be_had_is_told()
    {
        (int exitCode, _, string error) = CliRun.Run(ConsoleCommand.Create(), "/dev/nothing-here");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(error, "/dev/nothing-here");
        using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        string endpoint = free.LocalEndpoint.ToString()!;
        free.Stop();
        (exitCode, _, error) = CliRun.Run(ConsoleCommand.Create(), endpoint);
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(error, endpoint);
    }

    [TestMethod]
    public void A_log_that_cannot_be_written_is_told_before_anybody_types()
    {
        (int exitCode, _, string error) = CliRun.Run(ConsoleCommand.Create(), "127.0.0.1:1", "--log", Path.GetTempPath());
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(error, Path.GetTempPath());
    }
}
