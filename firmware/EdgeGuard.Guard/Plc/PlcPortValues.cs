using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>What was read from the PLC lately, for the configuration that asked for it.</summary>
/// <remarks>Who holds a connection may forget; only who holds every connection may look or store. A commit needs no call: its configuration
/// is another object, and so gets another table.</remarks>
internal sealed class PlcPortValues
{
    private readonly object _gate = new object();
    private GuardConfiguration? _configuration;
    private ObservedValues? _values;

    /// <summary>The values for a configuration: none yet when it is new.</summary>
    internal ObservedValues For(GuardConfiguration configuration)
    {
        lock (_gate)
        {
            if (_values == null || _configuration != configuration)
            {
                _configuration = configuration;
                _values = new ObservedValues(configuration.Policy);
            }
            return _values;
        }
    }

    /// <summary>Forgets what a request that is about to be sent may change.</summary>
    internal void Forget(Request request)
    {
        lock (_gate)
        {
            _values?.ForgetTouched(request);
        }
    }

    /// <summary>Forgets everything, because the PLC may have restarted. Only who holds a connection.</summary>
    internal void ForgetAll()
    {
        lock (_gate)
        {
            _values?.Clear();
        }
    }
}
