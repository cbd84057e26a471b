using System;
using System.Collections.Generic;
using System.Threading;

namespace EdgeGuard.Host;

/// <summary>Passes a message on only when it differs from the one before: a broker that is away for a weekend is one line.</summary>
internal sealed class TroubleLog(Action<string> log)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _said = [];
    private string _last = "";

    public void Trouble(string message)
    {
        lock (_lock)
        {
            if (message == _last) return;
            _last = message;
        }

        log("broker: " + message);
    }

    public void Fine(string message)
    {
        lock (_lock) _last = "";
        log(message);
    }

    /// <summary>Passes on what holds for good, the first time only.</summary>
    public void Once(string message)
    {
        lock (_lock)
        {
            if (!_said.Add(message)) return;
        }

        log("broker: " + message);
    }
}
