using EdgeGuard.Checks;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>What the console asks of the platform that it runs on, beyond accounts and configuration. Any thread; never throws; what takes
/// longer than a second says so in its contract.</summary>
public interface IConsolePlatform : ISelfTestPlatform
{
    /// <summary>Version of EdgeGuard.</summary>
    string Software { get; }

    /// <summary>What it runs on, as text.</summary>
    string Platform { get; }

    /// <summary>Whether it has a network of its own toward the PLC, and so needs an address there (<c>plc.own-address</c>).</summary>
    bool HasPlcNetwork { get; }

    /// <summary>The sessions there are now.</summary>
    SessionInfo[] Sessions();

    /// <summary>Ends one session. False: there is none of that number.</summary>
    bool EndSession(int id, Person by);

    /// <summary>How the PLCs and buses are; empty while nothing is in force.</summary>
    PlcStatus[] Plcs();

    /// <summary>Lets go of PLCs and buses for a while, for another tool. False: nothing is in force. An event tells of it.</summary>
    /// <param name="milliseconds">For how long.</param>
    /// <param name="by">Who wants that.</param>
    bool ReleasePlc(int milliseconds, Person by);

    /// <summary>Takes them back before that. False: they are not released.</summary>
    bool TakePlc(Person by);

    /// <summary>Asks a PLC that is not in force yet, over a connection of its own. Takes a few seconds at most.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="ownAddress">What <c>plc.own-address</c> is to be; anything else than such a value: nobody has said so yet.</param>
    /// <param name="unit">Unit id, as the PLC knows it.</param>
    /// <param name="pdu">A request of function 1 to 4.</param>
    PlcReadResult AskNewPlc(string address, string ownAddress, byte unit, byte[] pdu);

    /// <summary>What is installed, in words: one line a certificate, key or list, with its days left.</summary>
    string[] Credentials();

    /// <summary>Where the claim code is, such as <c>on the label of the module</c>.</summary>
    string ClaimCodePlace { get; }

    /// <summary>Why all accounts cannot be removed here and now by whoever knows the claim code; empty when they can. It takes more than a
    /// console: a hand on the module itself.</summary>
    /// <param name="remedy">How they can be removed.</param>
    string WayBackProblem(out string remedy);

    /// <summary>Names of the serial ports that there are; empty where nobody knows.</summary>
    string[] SerialPorts();

    /// <summary>Whose clock the module's time is, in words.</summary>
    string ClockSource { get; }

    /// <summary>Sets the module's clock, which is trusted afterwards.</summary>
    /// <param name="utc">Milliseconds since 1970.</param>
    /// <param name="remedy">What to do instead, where it cannot be set here.</param>
    /// <returns>Empty when it is set, otherwise why not.</returns>
    string SetClock(long utc, out string remedy);

    /// <summary>Restarts, as after a power cut. Returns; the console's line ends shortly after.</summary>
    void Restart();
}
