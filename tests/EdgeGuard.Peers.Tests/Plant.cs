using System;
using System.IO;
using System.Linq;
using EdgeGuard.Modbus;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>A site with a module whose policy the tables of <see cref="Requests"/> are written for, and ways for plain Modbus clients
/// to get to it.</summary>
internal sealed class Plant : IDisposable
{
    private const string Policy = """
        edgeguard-policy 1
        policy peers version 1
        role Operator
          allow 1,2,3,4   unit 1   address 0-99
          allow 5,15      unit 1   address 0-9
          allow 6,16      unit 1   address 40-49   value 0-1500
          allow 7,17      unit 1
          allow 8/0       unit 1
          allow 22        unit 1   address 50
          allow 23        unit 1   read 0-49   write 40-49
          allow identification   unit 1
        """;

    public Plant()
    {
        Site.WritePolicy(Policy);
    }

    public Site Site { get; } = new();

    public int ModulePort => int.Parse(Site.Module.Split(':')[1]);

    /// <summary>Starts the module before the PLC on this port of loopback.</summary>
    public Executable StartModule(int plcPort, params string[] moreSettings) =>
        Site.StartModule([$"plc.address 127.0.0.1:{plcPort}", .. moreSettings]);

    /// <summary>Starts the single-connection libmodbus server and the module before it.</summary>
    public Executable StartWithLibmodbus()
    {
        Executable server = Libmodbus.StartServer(Site);
        StartModule(PortIn(server.WaitForOutput("listening")));
        return server;
    }

    /// <summary>Starts the module before the PLCs of a serial bus.</summary>
    public void StartModuleOnBus(string path, int baud) =>
        Site.StartModule([.. SerialSettings.Bus(path, new SerialFormat(baud, SerialParity.Even, 1))]);

    /// <summary>Starts the module in a serial cable; whoever is at its other end is an operator.</summary>
    public void StartModuleInline(string upstream, string bus, int baud)
    {
        var format = new SerialFormat(baud, SerialParity.Even, 1);
        string[] serial = [.. SerialSettings.Bus(bus, format), .. SerialSettings.Upstream(upstream, format, "Operator")];
        // What is sent before the module has opened its port nobody hears.
        Site.StartModule(serial).WaitForError($"({upstream}, serial)");
    }

    /// <summary>A plain port of loopback behind which an operator's certificate speaks TLS to the module.</summary>
    /// <param name="by">stunnel or connect.</param>
    public int Open(string by)
    {
        string[] identity = Site.Client("op1", "Operator");
        return by == "stunnel" ? OpenStunnel(identity[1], identity[3], identity[5]) : OpenConnect(identity);
    }

    public void Dispose() => Site.Dispose();

    public static int PortIn(string line) => int.Parse(line.Trim().Split(':').Last());

    private int OpenConnect(string[] identity)
    {
        Executable connect = Site.Track(Executable.Cli(["connect", "--module", Site.Module, .. identity, "--listen", "127.0.0.1:0"]));
        return PortIn(connect.WaitForOutput("plain Modbus on"));
    }

    private int OpenStunnel(string certificate, string key, string ca)
    {
        int port = FreePort.Take();
        string file = Path.Combine(Site.Folder, "stunnel.conf");
        string asShown = ScadaPage.Shown("stunnel")
            .Replace("127.0.0.1:5502", $"127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("10.1.2.3:802", Site.Module, StringComparison.Ordinal)
            .Replace("10.1.2.3", "127.0.0.1", StringComparison.Ordinal)
            .Replace("/etc/edgeguard/scada.crt", certificate, StringComparison.Ordinal)
            .Replace("/etc/edgeguard/scada.key", key, StringComparison.Ordinal)
            .Replace("/etc/edgeguard/ca.crt", ca, StringComparison.Ordinal);
        File.WriteAllText(file, "foreground = yes\npid =\n" + asShown);
        Site.Track(Executable.Peer("stunnel4", "stunnel4", file)).WaitForError("Configuration successful");
        FreePort.WaitForListener(port);
        return port;
    }
}
