using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using EdgeGuard.Host;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Cli;

/// <summary>Counts system calls by the kernel's own tracepoint, as <c>perf stat -e raw_syscalls:sys_enter</c> does.</summary>
/// <remarks>It costs the process some ten nanoseconds a call. Linux, for root (perf_event_open(2)).</remarks>
internal sealed class TracepointCounter : ISystemCallCounter
{
    private const string Event = "events/raw_syscalls/sys_enter/id";
    private const uint Tracepoint = 2;
    private const ulong Inherit = 1 << 1;
    private const nint AnyProcessor = -1;
    private const nint NoGroup = -1;
    private const nint CloseOnExec = 8;
    private const int NoSuchProcess = 3;

    private static readonly string[] Roots = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];

    public string Name => "perf";

    public string Source => "the kernel's tracepoint (perf_event_open)";

    public long Count(int processId, Action meanwhile)
    {
        var counters = new List<SafeFileHandle>();
        try
        {
            var attributes = new PerfEventAttributes
            {
                Type = Tracepoint,
                Size = (uint)Marshal.SizeOf<PerfEventAttributes>(),
                Config = EventId(),
                Flags = Inherit,
            };
            foreach (int thread in Threads(processId))
            {
                if (Open(attributes, thread) is { } counter) counters.Add(counter);
            }
            long before = counters.Sum(Read);
            meanwhile();
            return counters.Sum(Read) - before;
        }
        finally
        {
            foreach (SafeFileHandle counter in counters) counter.Dispose();
        }
    }

    private static ulong EventId()
    {
        string? file = Roots.Select(root => Path.Combine(root, Event)).FirstOrDefault(File.Exists);
        if (file == null) throw new BenchException("there is no tracefs that this user may read; root may");
        try
        {
            return ulong.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
        }
        catch (UnauthorizedAccessException)
        {
            throw new BenchException($"{file} may not be read; root may");
        }
    }

    private static IEnumerable<int> Threads(int processId) =>
        Directory.GetDirectories($"/proc/{processId}/task").Select(task => int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture));

    // Null: the thread has just ended.
    private static SafeFileHandle? Open(PerfEventAttributes attributes, int thread)
    {
        nint file = Call(NumberOfPerfEventOpen(), ref attributes, thread, AnyProcessor, NoGroup, CloseOnExec);
        if (file >= 0) return new SafeFileHandle(file, ownsHandle: true);
        int error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? null : throw new BenchException($"perf_event_open: {Words(error)}");
    }

    private static string Words(int error) => Marshal.GetPInvokeErrorMessage(error) + error switch
    {
        SystemCalls.NotPermitted or SystemCalls.AccessDenied => "; root may",
        SystemCalls.TooManyFiles => "; it takes one for each thread: ulimit -n",
        _ => "",
    };

    // The count of a thread and of all that it has begun since.
    private static long Read(SafeFileHandle counter)
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        nint read = SystemCalls.Read(counter, ref MemoryMarshal.GetReference(count), count.Length);
        if (read != count.Length) throw new BenchException("a counter of perf_event_open cannot be read");
        return MemoryMarshal.Read<long>(count);
    }

    private static nint NumberOfPerfEventOpen() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 298,
        Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => 241,
        _ => throw new BenchException("the number of perf_event_open is not known on this processor"),
    };

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Call(nint number, ref PerfEventAttributes attributes, nint thread, nint processor, nint group, nint flags);

    // struct perf_event_attr, its first version: the kernel takes what it is shorter for zero.
    [StructLayout(LayoutKind.Sequential)]
    private struct PerfEventAttributes
    {
        public uint Type;
        public uint Size;
        public ulong Config;
        public ulong SamplePeriod;
        public ulong SampleType;
        public ulong ReadFormat;
        public ulong Flags;
        public uint WakeupEvents;
        public uint BreakpointType;
        public ulong BreakpointAddress;
    }
}
