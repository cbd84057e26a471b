using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Finds the <c>never</c> line that a request touches: one shared address is enough.</summary>
internal static class NeverCheck
{
    internal static bool Touches(RuleTables nevers, Request request, Decision into)
    {
        int inClass = nevers.ClassOf(0, request.Function, request.Unit);
        if (inClass < 0) return false;
        if (request.GroupCount > 0) return TouchesFile(nevers, inClass, request, into);
        int first = RequestAxis.First(request);
        if (Overlaps(nevers, inClass, first, RequestAxis.Last(request), into)) return true;
        return request.IsWrite && request.ReadTable != AddressTable.None
            && Overlaps(nevers, inClass, request.ReadAddress, request.ReadAddress + request.ReadQuantity - 1, into);
    }

    private static bool TouchesFile(RuleTables nevers, int inClass, Request request, Decision into)
    {
        for (int i = 0; i < request.GroupCount; i++)
            if (Overlaps(nevers, inClass, request.GroupFile(i), request.GroupFile(i), into)) return true;
        return false;
    }

    // Both ends of the ranges ascend: the last one that begins at or before the end is the one that reaches farthest.
    private static bool Overlaps(RuleTables nevers, int inClass, int first, int last, Decision into)
    {
        int open = nevers.Open.Find(inClass, last);
        if (open < 0 || nevers.OpenHi[open] < first) return false;
        int lo = nevers.Open.Lo(open);
        into.Verdict = Verdict.Refuse;
        into.Reason = Refusal.Never;
        into.Rule = nevers.OpenLine[open];
        into.OffendingAddress = first > lo ? first : lo;
        return true;
    }
}
