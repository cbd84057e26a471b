using System;
using System.Collections.Generic;
using System.IO;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>The programs of peers/*.c, compiled once a test run with the system's compiler and libmodbus.</summary>
internal static class Libmodbus
{
    private const string Header = "/usr/include/modbus/modbus.h";

    private static readonly Dictionary<string, string> Compiled = [];

    /// <summary>Starts the server: one connection at a time, on a port of its own choice, which it says first.</summary>
    public static Executable StartServer(Site site) => site.Track(Executable.Peer(Program("server"), "libmodbus-dev"));

    /// <summary>Starts the server as one unit on a serial line; it says each request's PDU.</summary>
    public static Executable StartServer(Site site, string path, int baud, int unit)
    {
        Executable server = site.Track(Executable.Peer(Program("server"), "libmodbus-dev", path, $"{baud}", $"{unit}"));
        server.WaitForOutput("listening");
        return server;
    }

    /// <summary>Runs the client to its end and gives its answers, one for each request.</summary>
    public static string[] Ask(int port, params string[] requests) => Ask(port, 1, requests);

    public static string[] Ask(int port, int unit, string[] requests) => Ask("127.0.0.1", port, unit, requests);

    /// <param name="place">A host's address, or the path of a serial port.</param>
    /// <param name="number">The TCP port, or the baud rate.</param>
    /// <param name="unit">Whom to ask.</param>
    /// <param name="requests">As client.c takes them.</param>
    public static string[] Ask(string place, int number, int unit, string[] requests)
    {
        using Executable client = Executable.Peer(Program("client"), "libmodbus-dev", [place, $"{number}", $"{unit}", .. requests]);
        Assert.AreEqual(0, client.WaitForExit(), client.Everything());
        return client.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Program(string name)
    {
        if (Compiled.TryGetValue(name, out string? path)) return path;
        if (!File.Exists(Header)) return PeerProgram.Missing($"there is no {Header}: apt-get install libmodbus-dev");
        string target = Path.Combine(AppContext.BaseDirectory, "libmodbus-" + name);
        string source = Path.Combine(AppContext.BaseDirectory, "peers", name + ".c");
        using Executable compiler = Executable.Peer(
            "cc", "gcc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-o", target, source, "-lmodbus");
        Assert.AreEqual(0, compiler.WaitForExit(), compiler.Everything());
        Compiled[name] = target;
        return target;
    }
}
