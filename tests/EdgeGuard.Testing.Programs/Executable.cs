using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace EdgeGuard.Testing.Programs;

/// <summary>One run of a real executable: what it prints as it comes, its exit code, and its end with the test.</summary>
public sealed class Executable : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Process _process;

    private Executable(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Append(_output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(_errors, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All of standard output so far.</summary>
    public string Output
    {
        get { lock (_gate) return _output.ToString(); }
    }

    /// <summary>All of standard error so far.</summary>
    public string Errors
    {
        get { lock (_gate) return _errors.ToString(); }
    }

    public int ProcessId => _process.Id;

    /// <summary>Starts the hosted module.</summary>
    public static Executable Module(params string[] arguments) => Start("edgeguard-module", arguments);

    /// <summary>Starts <c>edgeguard</c>.</summary>
    public static Executable Cli(params string[] arguments) => Start("edgeguard", arguments);

    /// <summary>Starts the central console.</summary>
    public static Executable Central(params string[] arguments) => Start("edgeguard-central", arguments);

    /// <summary>Starts <c>edgeguard</c> with another folder for temporary files.</summary>
    public static Executable CliWithTemp(string folder, params string[] arguments) => Start("edgeguard", arguments, "TMPDIR=" + folder);

    /// <summary>Starts <c>edgeguard</c> with a terminal for its standard input and output.</summary>
    public static Executable CliAt(string terminal, params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "edgeguard");
        return Start(
            "/bin/sh", ["-c", "terminal=$1; shift; exec \"$@\" <\"$terminal\" >\"$terminal\"", "sh", terminal, program, .. arguments]);
    }

    /// <summary>Runs <c>edgeguard</c> to its end.</summary>
    public static Executable RunCli(params string[] arguments)
    {
        Executable run = Cli(arguments);
        run.WaitForExit();
        return run;
    }

    /// <summary>Starts a program of a Debian package; see <see cref="PeerProgram.Find"/> for where it is not installed.</summary>
    public static Executable Peer(string program, string package, params string[] arguments) =>
        Start(PeerProgram.Find(program, package), arguments);

    /// <summary>Runs a line as a shell does to which it was typed; a single
    /// command becomes the process itself and gets its signals.</summary>
    public static Executable Shell(string line) => Start("/bin/sh", ["-c", line.Contains(" | ") ? line : "exec " + line]);

    /// <summary>Waits for the end and gives the exit code.</summary>
    public int WaitForExit() => WaitForExit(Patience);

    /// <summary>The same, for what takes its time even on a machine that does nothing else.</summary>
    public int WaitForExit(TimeSpan patience)
    {
        Assert.IsTrue(_process.WaitForExit(patience), "did not end: " + Everything());
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Waits until standard error holds a line with this text, and gives the line.</summary>
    public string WaitForError(string text) => WaitFor(() => Errors, text);

    /// <summary>The same, for what it says beyond so many characters of <see cref="Errors"/>.</summary>
    public string WaitForErrorAfter(int characters, string text) => WaitFor(() => Errors[characters..], text);

    /// <summary>Waits until standard output holds a line with this text, and gives the line.</summary>
    public string WaitForOutput(string text) => WaitFor(() => Output, text);

    /// <summary>Gives it a line on its standard input.</summary>
    public void Type(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Asks the process to end as a service manager does, or to read its files again (SIGHUP).</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString()]);
        kill.WaitForExit();
    }

    public string Everything() =>
        $"exit {(_process.HasExited ? _process.ExitCode : "(running)")}\n--- output\n{Output}\n--- errors\n{Errors}";

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    // What starts the tests may ignore signals (nohup, a shell's background job), and its children inherit that: env (coreutils)
    // gives them back, and becomes the program.
    private static Executable Start(string name, IEnumerable<string> arguments, params string[] environment)
    {
        string program = Path.Combine(AppContext.BaseDirectory, name);
        var start = new ProcessStartInfo("env", ["--default-signal=INT,HUP,TERM", .. environment, program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["NO_COLOR"] = "1";
        return new Executable(new Process { StartInfo = start });
    }

    private string WaitFor(Func<string> read, string text)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            foreach (string line in read().Split('\n'))
            {
                if (line.Contains(text, StringComparison.Ordinal)) return line.TrimEnd('\r');
            }
            if (_process.HasExited) break;
            Thread.Sleep(20);
        }
        throw new AssertFailedException($"never said '{text}': {Everything()}");
    }

    private void Append(StringBuilder to, string? line)
    {
        if (line == null) return;
        lock (_gate) to.Append(line).Append('\n');
    }
}
