using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Testing.Programs;

/// <summary>The real mosquitto, on loopback, which can be killed and started again on the same port.</summary>
public sealed class Mosquitto : IDisposable
{
    private readonly string _program = PeerProgram.Find("mosquitto", "mosquitto");
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-mosquitto-").FullName;
    private Process? _process;

    /// <param name="certificates">For TLS that asks clients for certificates; null for none.</param>
    /// <param name="login">user:password of the one who may come; null for anybody.</param>
    /// <param name="more">More lines of its configuration.</param>
    public Mosquitto(BrokerCertificates? certificates, string? login = null, params string[] more)
    {
        Port = FreePort();
        string configuration = $"listener {Port} 127.0.0.1\npersistence false\n"
            + (login == null ? "allow_anonymous true\n" : Logins(login));
        if (certificates != null)
        {
            configuration += $"cafile {certificates.CaFile}\ncertfile {certificates.BrokerFile}\nkeyfile {certificates.BrokerKeyFile}\n"
                + "require_certificate true\nuse_identity_as_username true\n";
        }

        foreach (string line in more) configuration += line + "\n";
        // Started as root it becomes the user mosquitto, who cannot read the keys of this test.
        if (Environment.UserName == "root") configuration += "user root\n";
        File.WriteAllText(Path.Combine(_folder, "mosquitto.conf"), configuration);
        Start();
    }

    public int Port { get; }

    public void Start()
    {
        _process = Process.Start(new ProcessStartInfo(_program, ["-c", Path.Combine(_folder, "mosquitto.conf")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        });
        Eventually.Is(IsListening, "mosquitto listens");
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private string Logins(string login)
    {
        string file = Path.Combine(_folder, "logins");
        File.WriteAllText(file, login + "\n");
        FileModes.Set(file, FileModes.OwnerOnly);
        // Replaces the passwords in the file by their hashes.
        using Process hash = Process.Start(PeerProgram.Find("mosquitto_passwd", "mosquitto"), ["-U", file]);
        hash.WaitForExit();
        Assert.AreEqual(0, hash.ExitCode);
        return $"allow_anonymous false\npassword_file {file}\n";
    }

    // mosquitto cannot say which port it got for 0.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private bool IsListening()
    {
        try
        {
            using var probe = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
