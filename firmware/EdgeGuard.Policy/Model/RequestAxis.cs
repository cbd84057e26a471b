using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Where a request stands on its function's axis: addresses
/// written, else read; the first file; the sub-function; else 0.</summary>
public static class RequestAxis
{
    /// <summary>The last place of any axis.</summary>
    internal const int End = Places - 1;

    /// <summary>Places of any axis.</summary>
    internal const int Places = 65536;

    /// <summary>The first place of a function's axis: there is no file 0.</summary>
    internal static int Begin(int code)
    {
        return FunctionTable.HasFiles(code) ? 1 : 0;
    }

    /// <summary>Both ends at once, for each property of a request is a call in the interpreter.</summary>
    /// <param name="request">Well-formed.</param>
    /// <param name="last">The last place.</param>
    public static int First(Request request, out int last)
    {
        int first;
        if (request.GroupCount > 0)
        {
            last = request.GroupFile(0);
            return last;
        }
        if (request.IsWrite)
        {
            first = request.WriteAddress;
            last = first + request.WriteQuantity - 1;
            return first;
        }
        if (request.ReadTable != AddressTable.None)
        {
            first = request.ReadAddress;
            last = first + request.ReadQuantity - 1;
            return first;
        }
        int sub = request.SubFunction;
        last = sub < 0 ? 0 : sub;
        return last;
    }
}
