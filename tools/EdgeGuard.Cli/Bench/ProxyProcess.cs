using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>A proxy that was started for the measurement, and what the system knows of it.</summary>
internal sealed class ProxyProcess : IDisposable
{
    private const int MostWords = 5;

    private const double KilobytesPerMegabyte = 1024;
    private const int Interruption = 2;
    private const int Termination = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ThreadLedger _threads;
    private readonly StringBuilder _said = new();

    private ProxyProcess(Process process)
    {
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        _process = process;
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"{process.StartInfo.FileName} cannot be started: {e.Message}");
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _threads = new ThreadLedger($"/proc/{process.Id}/task");
    }

    public int Id => _process.Id;

    /// <summary>What its threads have used so far; unknown where there is no /proc.</summary>
    /// <remarks>Of a thread that ends what counts is what it had used at the last call. One thread calls.</remarks>
    public ThreadUse Use() => _threads.Look();

    /// <summary>A number of /proc/PID/status, in its own unit (kB for memory); NaN where there is no /proc.</summary>
    public double Status(string name)
    {
        string path = $"/proc/{_process.Id}/status";
        return File.Exists(path) ? ProcStatus.Number(File.ReadAllText(path), name) : double.NaN;
    }

    /// <summary>Memory, MB: now (VmRSS), or the most it ever had (VmHWM).</summary>
    public double Megabytes(string name) => Status(name) / KilobytesPerMegabyte;

    /// <exception cref="BenchException">It cannot be started.</exception>
    public static ProxyProcess Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new ProxyProcess(new Process { StartInfo = start });
    }

    /// <summary>Waits until a line with this text was said, and gives the port that follows "127.0.0.1:" in it.</summary>
    /// <exception cref="BenchException">It was not said.</exception>
    public int WaitForPort(string text, CancellationToken stop)
    {
        string line = WaitFor(text, stop);
        string port = line[(line.IndexOf("127.0.0.1:", StringComparison.Ordinal) + "127.0.0.1:".Length)..];
        return int.Parse(string.Concat(port.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until a line with this text was said, and gives the line.</summary>
    /// <exception cref="BenchException">It was not said.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public string WaitFor(string text, CancellationToken stop)
    {
        string line = "";
        WaitFor(() => (line = Said().FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) ?? "").Length > 0, stop);
        return line;
    }

    /// <summary>Waits until it is so, as long as the process lives.</summary>
    /// <exception cref="BenchException">It ended, or it took too long.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void WaitFor(Func<bool> isSo, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            if (_process.HasExited || watch.Elapsed > Patience)
            {
                throw new BenchException($"{_process.StartInfo.FileName} did not come up:\n{string.Join('\n', Said())}");
            }
            stop.ThrowIfCancellationRequested();
            Thread.Sleep(20);
        }
    }

    /// <summary>Asks it to end as Ctrl-C does, and waits until it has.</summary>
    /// <exception cref="BenchException">It does not end.</exception>
    public void Interrupt() => End(Interruption, "interrupted");

    /// <summary>Asks it to end as a service manager does, and waits until it has.</summary>
    /// <exception cref="BenchException">It does not end.</exception>
    public void Terminate() => End(Termination, "told to");

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>What it said last.</summary>
    public string LastWords()
    {
        return string.Join('\n', Said().Where(line => line.Length > 0).TakeLast(MostWords));
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    private void End(int signal, string word)
    {
        if (Kill(_process.Id, signal) == 0 && _process.WaitForExit(Patience)) return;
        throw new BenchException($"{_process.StartInfo.FileName} does not end when it is {word}");
    }

    private string[] Said()
    {
        lock (_said) return _said.ToString().Split('\n');
    }

    private void Hear(string? line)
    {
        lock (_said) _said.Append(line).Append('\n');
    }
}
