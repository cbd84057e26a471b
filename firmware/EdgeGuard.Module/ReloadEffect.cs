using EdgeGuard.Core;

namespace EdgeGuard.Module;

/// <summary>What other certificates, lists or leniency would do to the sessions that stand and are good now.</summary>
public sealed class ReloadEffect
{
    private bool _isOneReason = true;

    /// <summary>Sessions that are good now.</summary>
    public int Sessions { get; private set; }

    /// <summary>Those of them that would end.</summary>
    public int Ended { get; private set; }

    /// <summary>Why the first of them would.</summary>
    public HandshakeFault Reason { get; private set; } = HandshakeFault.None;

    /// <summary>Whether everybody would go, and all for one reason: then it is a mistake of the files more likely than of all clients. Who
    /// is revoked is so by name, and goes even if nobody else is there.</summary>
    public bool EndsAll
    {
        get { return Ended > 0 && Ended == Sessions && _isOneReason && Reason != HandshakeFault.Revoked; }
    }

    /// <summary>What it would do, for people.</summary>
    public string Words
    {
        get
        {
            string who = Sessions == 1 ? "the only session would end: " : "all " + Sessions.ToString() + " sessions would end: ";
            return who + HandshakeFaultText.Of(Reason);
        }
    }

    /// <summary>Counts one session that is good now, and what it would fail by.</summary>
    public void Add(HandshakeFault fault)
    {
        Sessions++;
        if (fault == HandshakeFault.None) return;
        if (Ended++ == 0) Reason = fault;
        if (fault != Reason) _isOneReason = false;
    }
}
