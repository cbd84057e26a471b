using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using EdgeGuard.Cli;
using EdgeGuard.Host;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>A module's console on a pseudo-terminal, typed at as a person does: a line, then what comes back is read.</summary>
internal sealed class TypedConsole : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SystemClock _clock = new();
    private readonly PseudoTerminal _terminal;
    private readonly StringBuilder _seen = new();
    private int _read;

    public TypedConsole()
    {
        _terminal = new PseudoTerminal(_clock);
    }

    /// <summary>The device that the module opens.</summary>
    public string Path => _terminal.Path;

    /// <summary>Lines that were typed by hand; what is pasted does not count.</summary>
    public int Typed { get; private set; }

    /// <summary>Everything that was shown.</summary>
    public string Seen => _seen.ToString();

    /// <summary>Waits until a text is shown behind what was waited for before, and gives what stands between.</summary>
    public string Wait(string text)
    {
        var watch = Stopwatch.StartNew();
        var buffer = new byte[4096];
        while (true)
        {
            int at = _seen.ToString().IndexOf(text, _read, StringComparison.Ordinal);
            if (at >= 0)
            {
                string between = _seen.ToString(_read, at - _read);
                _read = at + text.Length;
                return between;
            }
            if (watch.Elapsed > Patience) throw new AssertFailedException($"never showed '{text}':\n{_seen}");
            int read = _terminal.Other.Read(buffer, 0, buffer.Length, _clock.Microseconds + 100_000);
            if (read > 0) _seen.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }

    /// <summary>Waits for a prompt, and answers it by hand.</summary>
    public string Answer(string prompt, string line)
    {
        string before = Wait(prompt);
        Typed++;
        Send(line + "\r");
        return before;
    }

    /// <summary>Waits for a prompt, and pastes a text and its end.</summary>
    public void Paste(string prompt, string text)
    {
        Wait(prompt);
        Typed++;
        Send(text.Replace("\n", "\r", StringComparison.Ordinal) + "end\r");
    }

    /// <summary>Makes anna's account, and logs her in.</summary>
    public void Claim(string code, string password)
    {
        Answer("edgeguard> ", "claim anna");
        Answer("claim code: ", code);
        Answer("new password: ", password);
        Answer("and again: ", password);
    }

    /// <summary>Commits the site's policy with these settings, and those that every module needs.</summary>
    public void Configure(Site site, params string[] settings)
    {
        string[] all = ["site story", "module m1", "plc.address " + site.Plc, .. settings];
        foreach (string line in all) Answer("> ", "set " + line);
        Answer("> ", "policy edit");
        Paste("ends it.", Site.Policy + "\n");
        Answer("> ", "commit");
        Wait("In force, and stored.");
    }

    /// <summary>Waits for the request of a module that is to be called 127.0.0.1, and gives what the site's CA makes of it.</summary>
    public string Signed(Site site)
    {
        const string end = "-----END CERTIFICATE REQUEST-----";
        string request = "-----BEGIN" + Wait(end).Split("-----BEGIN")[1] + end + "\n";
        string file = System.IO.Path.Combine(site.Folder, "m1.csr");
        File.WriteAllText(file, request.Replace("\r", "", StringComparison.Ordinal));
        Site.Cli("ca", "sign", site.CaFolder, file);
        return File.ReadAllText(System.IO.Path.Combine(site.CaFolder, "127.0.0.1.crt"));
    }

    /// <summary>Sends at full speed, taking in what comes back meanwhile as a terminal does.</summary>
    public void Send(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var buffer = new byte[4096];
        for (int at = 0; at < bytes.Length; at += 512)
        {
            Assert.IsTrue(_terminal.Other.Write(bytes, at, Math.Min(512, bytes.Length - at), _clock.Microseconds + 10_000_000));
            for (int read = 1; read > 0;)
            {
                read = _terminal.Other.Read(buffer, 0, buffer.Length, _clock.Microseconds);
                if (read > 0) _seen.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
    }

    public void Dispose() => _terminal.Dispose();
}
