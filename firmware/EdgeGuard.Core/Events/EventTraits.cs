using EdgeGuard.Modbus;

namespace EdgeGuard.Core;

/// <summary>How events are kept, as <see cref="EventTable"/> and their peers have it.</summary>
public static class EventTraits
{
    /// <summary>How many hundreds of codes there are.</summary>
    internal const int Groups = 10;

    private const int CodesOfGroup = 100;
    private const int Strangers = 9;

    /// <summary>Whether equal ones that follow soon become one record with a count: all that somebody can cause as fast as the wire carries
    /// it, or a fault as fast as it comes back.</summary>
    public static bool Coalesces(EventCode code)
    {
        return EventTable.LikenessOf(code) != EventLikeness.None;
    }

    /// <summary>What makes two events of a code different ones.</summary>
    public static int Kind(EventCode code, int a, int b)
    {
        switch (EventTable.LikenessOf(code))
        {
            case EventLikeness.B: return b;
            case EventLikeness.Both: return b << 8 | (a & 0xFF);
            case EventLikeness.Fault: return a == (int)FrameFault.ProtocolId ? b << 8 | a : a;
            case EventLikeness.Code: return 0;
            default: return a;
        }
    }

    /// <summary>Whose room a coming or going takes: that of the hundred that its code is of (2 clients, 4 the PLC, 5 the broker), and what
    /// strangers cause has room of its own, so that they cannot blur who else came and went.</summary>
    internal static int GroupOf(EventCode code, Peer? peer)
    {
        if (code == EventCode.HandshakeRefused || (peer != null && peer.IsStranger)) return Strangers;
        int group = (int)code / CodesOfGroup;
        return group < Strangers ? group : 0;
    }

    /// <summary>Whether it is one whose name must be reported, whatever comes and goes besides: a client with a certificate, of which there
    /// are as many as the CA has made.</summary>
    internal static bool IsNamed(EventCode code, Peer? peer)
    {
        return code == EventCode.SessionOpened && peer != null && !peer.IsStranger;
    }
}
