using System;

namespace EdgeGuard.Host;

/// <summary>Has a module's files read again when a signal asks for it; what is asked while the module begins is done once it has. Any
/// thread.</summary>
/// <param name="readAgain">Reads them; true: also where that would end every session. Any thread; must not throw.</param>
internal sealed class ReloadOnSignal(Action<bool> readAgain)
{
    private readonly object _lock = new();
    private bool _hasBegun;
    private bool _isAsked;
    private bool _whoeverItEnds;

    /// <summary>Asks for it.</summary>
    /// <param name="whoeverItEnds">Also where that would end every session.</param>
    internal void Ask(bool whoeverItEnds)
    {
        lock (_lock)
        {
            if (!_hasBegun)
            {
                _isAsked = true;
                _whoeverItEnds |= whoeverItEnds;
                return;
            }
        }
        readAgain(whoeverItEnds);
    }

    /// <summary>The module has begun.</summary>
    internal void Begin()
    {
        lock (_lock) _hasBegun = true;
        if (_isAsked) readAgain(_whoeverItEnds);
    }
}
