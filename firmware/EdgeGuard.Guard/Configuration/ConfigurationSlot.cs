namespace EdgeGuard.Guard;

/// <summary>The one reference to the configuration in force. Any thread.</summary>
internal sealed class ConfigurationSlot
{
    // The lock is for visibility: the language floor has no volatile.
    private readonly object _gate = new object();
    private GuardConfiguration _current;

    internal ConfigurationSlot(GuardConfiguration configuration)
    {
        _current = configuration;
    }

    internal GuardConfiguration Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }

        set
        {
            lock (_gate)
            {
                _current = value;
            }
        }
    }
}
