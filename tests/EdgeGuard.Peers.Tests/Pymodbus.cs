using System;
using System.IO;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>The programs of peers/*.py, under the system's Python, whose pymodbus is Debian's.</summary>
internal static class Pymodbus
{
    private const string Python = "/usr/bin/python3";
    private const string Modules = "/usr/lib/python3/dist-packages";
    private const string Library = Modules + "/pymodbus";

    /// <summary>Starts the server and gives its port.</summary>
    public static int StartServer(Site site)
    {
        int port = FreePort.Take();
        site.Track(Start("server.py", $"{port}"));
        FreePort.WaitForListener(port);
        return port;
    }

    /// <summary>Starts the server as one unit on a serial line.</summary>
    public static void StartSerialServer(Site site, string path, int baud, int unit)
    {
        foreach (string module in new[] { "serial", "serial_asyncio" })
        {
            string package = module == "serial" ? "python3-serial" : "python3-serial-asyncio";
            if (!Directory.Exists(Path.Combine(Modules, module)))
            {
                PeerProgram.Missing($"there is no {Modules}/{module}: apt-get install {package}");
            }
        }
        site.Track(Start("serial_server.py", path, $"{baud}", $"{unit}")).WaitForOutput("listening");
    }

    /// <summary>Runs the TLS client to its end and gives its answers, one for each request.</summary>
    /// <param name="plant">Whose module is asked, with an operator's certificate.</param>
    /// <param name="framer">mbap or bare.</param>
    /// <param name="keyLog">Where the session's secrets go.</param>
    /// <param name="requests">As client.py takes them.</param>
    public static string[] Ask(Plant plant, string framer, string keyLog, params string[] requests)
    {
        string[] identity = plant.Site.Client("pymodbus", "Operator");
        using Executable client = Start(
            "client.py", ["127.0.0.1", $"{plant.ModulePort}", identity[1], identity[3], identity[5], keyLog, framer, "1", .. requests]);
        Assert.AreEqual(0, client.WaitForExit(), client.Everything());
        return client.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Executable Start(string script, params string[] arguments)
    {
        if (!Directory.Exists(Library)) PeerProgram.Missing($"there is no {Library}: apt-get install python3-pymodbus");
        return Executable.Peer(Python, "python3", [Path.Combine(AppContext.BaseDirectory, "peers", script), .. arguments]);
    }
}
