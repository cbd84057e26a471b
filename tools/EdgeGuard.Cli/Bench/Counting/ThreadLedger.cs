using System.Collections.Generic;
using System.IO;

namespace EdgeGuard.Cli;

/// <summary>What all threads of a process have used, those that have ended meanwhile included.</summary>
/// <remarks>The system tells nobody what ended threads have used: of such a thread what counts is what was seen of it last.
/// Not for several threads at once.</remarks>
/// <param name="tasks">/proc/PID/task.</param>
internal sealed class ThreadLedger(string tasks)
{
    private readonly Dictionary<string, ThreadUse> _threads = [];

    // Of ended threads whose number another one has got.
    private ThreadUse _replaced;

    /// <summary>Looks at the threads that there are now, and gives what all have used so far; unknown where there is no /proc.</summary>
    public ThreadUse Look()
    {
        if (!Directory.Exists(tasks)) return ThreadUse.Unknown;
        foreach (string task in Directory.GetDirectories(tasks))
        {
            if (Read(task) is { } use) Enter(task, use);
        }
        return Total();
    }

    private static ThreadUse? Read(string task)
    {
        try
        {
            return ThreadUse.Parse(File.ReadAllText(Path.Combine(task, "schedstat")), File.ReadAllText(Path.Combine(task, "status")));
        }
        catch (IOException)
        {
            return null; // It has just ended.
        }
    }

    private void Enter(string task, ThreadUse use)
    {
        if (_threads.TryGetValue(task, out ThreadUse last) && use.CpuSeconds < last.CpuSeconds) _replaced += last;
        _threads[task] = use;
    }

    private ThreadUse Total()
    {
        ThreadUse total = _replaced;
        foreach (ThreadUse use in _threads.Values) total += use;
        return total;
    }
}
