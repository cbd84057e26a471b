using System;
using System.CommandLine;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests;

[TestClass]
public sealed class PlcCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [TestMethod]
    public async Task It_says_in_one_line_where_it_listens_answers_there_and_ends_when_asked()
    {
        using var stop = new CancellationTokenSource();
        using var output = new LineWriter();
        var io = new InvocationConfiguration { Output = output, Error = _error };
        Task<int> running = PlcCommand.Create().Parse(["--listen", "127.0.0.1:0", "--log"]).InvokeAsync(io, stop.Token);

        string line = await output.FirstLine.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        int port = int.Parse(Regex.Match(line, @"^simulated PLC on 127\.0\.0\.1:(\d+)$").Groups[1].Value);
        using var client = new PlcClient(port);
        Assert.AreEqual("03020001", client.Ask("03 000C 0001"));

        await stop.CancelAsync();
        Assert.AreEqual(0, await running);
        Assert.IsTrue(client.IsClosed());
        Assert.AreEqual("#1 unit 1  03000C0001 -> 03020001" + Environment.NewLine, _error.ToString());
    }

    [TestMethod]
    public void A_busy_port_is_said_in_plain_words()
    {
        using var first = new PlcServer(new PlcOptions());
        first.Start();

        Assert.AreEqual(1, Run("--listen", $"127.0.0.1:{first.Port}"));
        Assert.AreEqual(
            $"edgeguard: error: cannot listen on 127.0.0.1:{first.Port}: another program listens there; "
            + "choose another port, or 0 for a free one" + Environment.NewLine,
            _error.ToString());
    }

    [TestMethod]
    public void All_that_is_wrong_is_said_at_once()
    {
        Assert.AreEqual(2, Run("--listen", "127.0.0.1", "--unit", "256", "--misbehave", "loud", "--misbehave", "slow=0"));
        Assert.AreEqual(4, _error.ToString().TrimEnd().Split('\n').Length, _error.ToString());
        Assert.AreEqual("", _output.ToString());
    }

    [TestMethod]
    [DataRow("127.0.0.1")]
    [DataRow("5020")]
    [DataRow(":5020")]
    [DataRow("127.0.0.1:65536")]
    [DataRow("127.0.0.1:-1")]
    [DataRow("::1")]
    [DataRow("plc:5020")]
    public void What_is_no_address_with_a_port_is_refused(string listen)
    {
        Assert.AreEqual(2, Run("--listen", listen));
        Assert.IsTrue(_error.ToString().Contains($"--listen '{listen}' is not ADDRESS:PORT", StringComparison.Ordinal), _error.ToString());
    }

    [TestMethod]
    public void All_that_is_wrong_with_a_serial_line_is_said_at_once()
    {
        Assert.AreEqual(2, Run(
            "--serial", "/dev/ttyS0", "--baud", "1", "--format", "7E1", "--pace", "--one-connection", "--unit", "0", "--misbehave",
                "wrong-length"));
        Assert.AreEqual(6, _error.ToString().TrimEnd().Split('\n').Length, _error.ToString());
    }

    [TestMethod]
    public void What_is_for_a_serial_line_is_refused_without_one()
    {
        Assert.AreEqual(2, Run("--baud", "9600", "--misbehave", "cut"));
        Assert.AreEqual(2, _error.ToString().TrimEnd().Split('\n').Length, _error.ToString());
        StringAssert.Contains(_error.ToString(), "--baud is for a serial line; name its port with --serial PATH");
    }

    [TestMethod]
    public void A_serial_port_that_is_not_there_is_said_in_plain_words()
    {
        Assert.AreEqual(1, Run("--serial", "/dev/ttyNONE"));
        StringAssert.StartsWith(_error.ToString(), "edgeguard: error: /dev/ttyNONE: there is no such serial port; ");
    }

    [TestMethod]
    public void The_help_has_the_register_map_and_names_every_fault()
    {
        Assert.AreEqual(0, Run("--help"));
        string help = _output.ToString();
        foreach (string name in PlcMisbehaviour.Names) Assert.IsTrue(help.Contains(name, StringComparison.Ordinal), name);
        Assert.IsTrue(help.Contains("pump speed setpoint", StringComparison.Ordinal), help);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private int Run(params string[] args)
    {
        var root = new RootCommand { PlcCommand.Create() };
        return root.Parse(["plc", .. args]).Invoke(new InvocationConfiguration { Output = _output, Error = _error });
    }

    private sealed class LineWriter : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> FirstLine
        {
            get { return _first.Task; }
        }

        public override Task WriteLineAsync(string? value)
        {
            _first.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }
    }
}
