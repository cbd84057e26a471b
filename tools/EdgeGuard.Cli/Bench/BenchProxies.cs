using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>Starts the proxies, each in the foreground, on loopback, before one PLC.</summary>
internal static class BenchProxies
{
    private const string Suite = "TLS_AES_128_GCM_SHA256";

    /// <summary>The module, with the listener, as many PLC connections, and the further line of settings that are wanted.</summary>
    public static BenchPath Module(
        string name, string executable, BenchFolder folder, int plcPort, int clients, int connections, bool tls, string setting,
        CancellationToken stop)
    {
        folder.Write("bench.policy", BenchRequest.Policy());
        string listener = tls
            ? "listen.tls 127.0.0.1:0\ntls.certificate proxy.crt\ntls.key proxy.key\ntls.ca ca.crt\ntls.crl ca.crl"
            : "listen.tls off\nunsafe-plain.listen 127.0.0.1:0\nunsafe-plain.role 127.0.0.1 Operator";
        string settings = folder.Write(name + ".conf", $"""
            site bench
            module m1
            policy.file bench.policy
            plc.address 127.0.0.1:{plcPort}
            plc.connections {connections}
            {listener}
            {setting}
            """);
        var process = ProxyProcess.Start(executable, [settings]);
        return Open(
            name, process, () => process.WaitForPort(tls ? "listening (TLS)" : "listening (plain)", stop), folder, clients, tls, stop);
    }

    public static BenchPath Stunnel(BenchFolder folder, int plcPort, int clients, CancellationToken stop)
    {
        int port = FreePort();
        string settings = folder.Write("stunnel.conf", $"""
            foreground = yes
            syslog = no
            debug = 3
            pid =
            socket = l:TCP_NODELAY=1
            socket = r:TCP_NODELAY=1
            [modbus]
            accept = 127.0.0.1:{port}
            connect = 127.0.0.1:{plcPort}
            cert = {folder.In("proxy.crt")}
            key = {folder.In("proxy.key")}
            CAfile = {folder.In("ca.crt")}
            verifyChain = yes
            requireCert = yes
            sslVersion = TLSv1.3
            ciphersuites = {Suite}
            """);
        return OpenAt(BenchPath.Stunnel, ProxyProcess.Start(Find("stunnel")!, [settings]), port, folder, clients, stop);
    }

    public static BenchPath Haproxy(BenchFolder folder, int plcPort, int clients, CancellationToken stop)
    {
        int port = FreePort();
        string tls = $"verify required ssl-min-ver TLSv1.3 ciphersuites {Suite}";
        string settings = folder.Write("haproxy.cfg", $"""
            global
                maxconn 4000
            defaults
                mode tcp
                timeout connect 5s
                timeout client 10m
                timeout server 10m
            frontend modbus
                bind 127.0.0.1:{port} ssl crt {folder.In("proxy.pem")} ca-file {folder.In("ca.crt")} {tls}
                default_backend plc
            backend plc
                server plc 127.0.0.1:{plcPort}

            """);
        return OpenAt(BenchPath.Haproxy, ProxyProcess.Start(Find("haproxy")!, ["-db", "-f", settings]), port, folder, clients, stop);
    }

    /// <summary>Where a program is; null where it is not installed.</summary>
    public static string? Find(string name)
    {
        string[] folders = [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/sbin"];
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static BenchPath OpenAt(string name, ProxyProcess process, int port, BenchFolder folder, int clients, CancellationToken stop) =>
        Open(name, process, () => WaitForPort(process, port, stop), folder, clients, true, stop);

    private static BenchPath Open(
        string name, ProxyProcess process, Func<int> port, BenchFolder folder, int clients, bool tls, CancellationToken stop)
    {
        int at;
        try
        {
            at = port();
        }
        catch (Exception)
        {
            process.Dispose();
            throw;
        }
        return new BenchPath(name, at, tls ? folder.Client : null, clients, process, stop);
    }

    private static int WaitForPort(ProxyProcess process, int port, CancellationToken stop)
    {
        process.WaitFor(() => IsOpen(port), stop);
        return port;
    }

    private static bool IsOpen(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false; // Not yet.
        }
    }

    // Neither stunnel nor haproxy can be asked which port the system chose for them.
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
