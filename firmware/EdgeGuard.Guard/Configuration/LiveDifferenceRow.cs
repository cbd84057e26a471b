using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Guard;

/// <summary>One kind of request that the configuration before would have let through.</summary>
public sealed class LiveDifferenceRow
{
    /// <summary>Who sent it.</summary>
    public Peer? Peer { get; private set; }

    public byte Unit { get; private set; }

    public byte Function { get; private set; }

    /// <summary>Sub-function or MEI type; -1 for none.</summary>
    public int SubFunction { get; private set; } = -1;

    public int Address { get; private set; }

    public int Quantity { get; private set; }

    /// <summary>Why the new configuration refuses it.</summary>
    public Refusal Reason { get; private set; }

    /// <summary>The line of the new policy that came nearest; 0 for none.</summary>
    public int Rule { get; private set; }

    /// <summary>False: perhaps only, because the old policy would have looked at a value of the PLC first.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>How often it came.</summary>
    public int Count { get; private set; }

    internal void Begin(Peer peer, Request request, bool isCertain, Decision refusal)
    {
        Peer = peer;
        Unit = request.Unit;
        Function = request.Function;
        SubFunction = request.SubFunction;
        Address = AddressOf(request);
        Quantity = QuantityOf(request);
        Reason = refusal.Reason;
        Rule = refusal.Rule;
        IsCertain = isCertain;
        Count = 1;
    }

    internal bool TryCount(Peer peer, Request request, bool isCertain, Decision refusal)
    {
        bool isSame = Function == request.Function && Unit == request.Unit && SubFunction == request.SubFunction
            && Address == AddressOf(request) && Quantity == QuantityOf(request)
            && Reason == refusal.Reason && IsCertain == isCertain && PeerIdentity.Same(Peer, peer);
        if (isSame && Count < int.MaxValue) Count++;
        return isSame;
    }

    internal LiveDifferenceRow Copy()
    {
        return new LiveDifferenceRow
        {
            Peer = Peer,
            Unit = Unit,
            Function = Function,
            SubFunction = SubFunction,
            Address = Address,
            Quantity = Quantity,
            Reason = Reason,
            Rule = Rule,
            IsCertain = IsCertain,
            Count = Count,
        };
    }

    private static int AddressOf(Request request)
    {
        return request.IsWrite ? request.WriteAddress : request.ReadAddress;
    }

    private static int QuantityOf(Request request)
    {
        return request.IsWrite ? request.WriteQuantity : request.ReadQuantity;
    }
}
