using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Finds the <c>never</c> line that a request touches: one shared address is enough.</summary>
internal static class NeverCheck
{
    /// <param name="nevers">The lines.</param>
    /// <param name="inClass">The class of the request's function and unit.</param>
    /// <param name="request">The request.</param>
    /// <param name="into">Takes the refusal.</param>
    internal static bool Touches(RuleTables nevers, int inClass, Request request, Decision into)
    {
        if (request.GroupCount > 0) return TouchesFile(nevers, inClass, request, into);
        int first = RequestAxis.First(request, out int last);
        if (Overlaps(nevers, inClass, first, last, into)) return true;
        return request.IsWrite && request.ReadTable != AddressTable.None
            && Overlaps(nevers, inClass, request.ReadAddress, request.ReadAddress + request.ReadQuantity - 1, into);
    }

    /// <summary>Whether a line forbids the function, or its sub-function, wherever
    /// it points; also of a malformed request, which points nowhere.</summary>
    internal static bool ForbidsAll(RuleTables nevers, Request request)
    {
        int inClass = nevers.ClassOf(0, request.Function, request.Unit);
        if (inClass < 0) return false;
        int first = request.SubFunction >= 0 ? request.SubFunction : RequestAxis.Begin(request.Function);
        int last = request.SubFunction >= 0 ? request.SubFunction : RequestAxis.End;
        int open = nevers.Open.Find(inClass, first);
        return open >= 0 && nevers.OpenHi[open] >= last;
    }

    private static bool TouchesFile(RuleTables nevers, int inClass, Request request, Decision into)
    {
        for (int i = 0; i < request.GroupCount; i++)
        {
            if (Overlaps(nevers, inClass, request.GroupFile(i), request.GroupFile(i), into)) return true;
        }
        return false;
    }

    // Both ends of the ranges ascend: the last one that begins at or before the end is the one that reaches farthest.
    private static bool Overlaps(RuleTables nevers, int inClass, int first, int last, Decision into)
    {
        int open = nevers.Open.Find(inClass, last);
        if (open < 0 || nevers.OpenHi[open] < first) return false;
        int lo = nevers.Open.Lo(open);
        into.Refuse(Refusal.Never, nevers.OpenLine[open], first > lo ? first : lo, 0);
        return true;
    }
}
