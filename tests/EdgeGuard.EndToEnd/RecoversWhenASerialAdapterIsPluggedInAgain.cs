using System;
using System.IO;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

[TestClass]
public class RecoversWhenASerialAdapterIsPluggedInAgain
{
    private static readonly SerialFormat Format = new(115_200, SerialParity.Even, 1);
    private static readonly byte[] Speed = Adu.Read(1, 1, 3, 40, 1);

    [TestMethod]
    public void Without_it_clients_get_0A_and_the_log_says_what_to_do_and_with_it_they_are_answered_again()
    {
        using var site = new Site();
        string port = Path.Combine(site.Folder, "usb-adapter");
        var first = new Adapter(port);
        Executable module = site.StartModule([.. SerialSettings.Bus(port, Format)]);
        StringAssert.Contains(module.WaitForError("note: "), $"{port} is a pseudo-terminal: it has no baud rate");
        using var client = new RawClient(site, site.Client("op1", "Operator"));
        Assert.AreEqual(1000, client.Value(Speed));

        first.Dispose();
        // The request that finds the loss may have been on its way already.
        while (client.Ask(Speed)[8] != 0x0A) { }
        module.WaitForError($"(bus north at {port}, 115200 8E1)");
        module.WaitForError($"{port}: it was unplugged, or has failed; ");

        using var second = new Adapter(port);
        byte[] answer = client.Ask(Speed);
        while (answer[7] == 0x83) answer = client.Ask(Speed);
        Assert.AreEqual(1000, answer[9] << 8 | answer[10]);
    }

    /// <summary>A simulated PLC at a pseudo-terminal, by a name that stays.</summary>
    private sealed class Adapter : IDisposable
    {
        private readonly string _name;
        private readonly PseudoTerminal _terminal;
        private readonly PlcServer _plc;

        public Adapter(string name)
        {
            _name = name;
            _terminal = new PseudoTerminal(new SystemClock());
            _plc = new PlcServer(
                new PlcOptions { Serial = new PlcSerialOptions(new OpenPort(name, _terminal.Other), Format, IsPaced: false) });
            Assert.AreEqual(SerialFault.None, _plc.Start());
            File.CreateSymbolicLink(name, _terminal.Path);
        }

        public void Dispose()
        {
            File.Delete(_name);
            _plc.Dispose();
            _terminal.Dispose();
        }
    }
}
