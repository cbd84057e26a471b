using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace EdgeGuard.Cli;

/// <summary>A proxy that was started for the measurement, and what the system knows of it.</summary>
internal sealed class ProxyProcess : IDisposable
{
    private const int MostWords = 5;

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private ProxyProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
    }

    /// <summary>CPU seconds used so far by the threads that it has now; NaN where there is no /proc.</summary>
    /// <remarks>From schedstat, in nanoseconds: the ticks of /proc/PID/stat are too coarse for a short measurement.</remarks>
    public double CpuSeconds
    {
        get
        {
            string tasks = $"/proc/{_process.Id}/task";
            return Directory.Exists(tasks) ? Directory.GetDirectories(tasks).Sum(OnCpu) / 1e9 : double.NaN;
        }
    }

    /// <summary>Most memory it ever had, MB; NaN where there is no /proc.</summary>
    public double PeakMegabytes
    {
        get
        {
            string path = $"/proc/{_process.Id}/status";
            string? line = File.Exists(path)
                ? File.ReadLines(path).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
                : null;
            return line == null ? double.NaN : Number(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
        }
    }

    /// <exception cref="BenchException">It cannot be started.</exception>
    public static ProxyProcess Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var proxy = new ProxyProcess(new Process { StartInfo = start });
        try
        {
            proxy._process.Start();
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"{program} cannot be started: {e.Message}");
        }
        proxy._process.BeginOutputReadLine();
        proxy._process.BeginErrorReadLine();
        return proxy;
    }

    /// <summary>Waits until a line with this text was said, and gives the port that follows "127.0.0.1:" in it.</summary>
    /// <exception cref="BenchException">It was not said.</exception>
    public int WaitForPort(string text, CancellationToken stop)
    {
        string line = "";
        WaitFor(() => (line = Said().FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) ?? "").Length > 0, stop);
        string port = line[(line.IndexOf("127.0.0.1:", StringComparison.Ordinal) + "127.0.0.1:".Length)..];
        return int.Parse(string.Concat(port.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until it is so, as long as the process lives.</summary>
    /// <exception cref="BenchException">It ended, or it took too long.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void WaitFor(Func<bool> isSo, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            if (_process.HasExited || watch.Elapsed > TimeSpan.FromSeconds(20))
            {
                throw new BenchException($"{_process.StartInfo.FileName} did not come up:\n{string.Join('\n', Said())}");
            }
            stop.ThrowIfCancellationRequested();
            Thread.Sleep(20);
        }
    }

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

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double OnCpu(string task)
    {
        try
        {
            return Number(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0]);
        }
        catch (IOException)
        {
            return 0; // The thread has just ended.
        }
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
