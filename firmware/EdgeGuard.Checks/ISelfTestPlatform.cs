using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Checks;

/// <summary>What the self-test asks of the platform that it runs on. Any thread; never throws; what takes longer than a second says so in
/// its contract.</summary>
public interface ISelfTestPlatform
{
    /// <summary>Bytes of memory in use.</summary>
    long MemoryBytes { get; }

    /// <summary>What is wrong with the memory that is left, in words; empty for nothing.</summary>
    string MemoryProblem();

    /// <summary>Where clients connect; empty while nothing is in force.</summary>
    ListenerStatus[] Listeners();

    /// <summary>How the broker is: <c>connected</c>, <c>AWAY</c>, or <c>off</c>.</summary>
    string BrokerState();

    /// <summary>Asks a unit of what is in force, over the guard's own line and in turn with the clients. Takes as long as they have the
    /// line, but a few seconds at most. An event tells of it.</summary>
    /// <param name="unit">Unit id, as clients use it.</param>
    /// <param name="pdu">A request of function 1 to 4.</param>
    /// <param name="by">Who asks.</param>
    PlcReadResult AskUnit(byte unit, byte[] pdu, Person by);

    /// <summary>When what is in use runs out.</summary>
    ExpiryDates Expiries { get; }
}
