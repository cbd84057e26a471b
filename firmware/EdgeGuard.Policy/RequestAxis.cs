using EdgeGuard.Modbus;

namespace EdgeGuard.Policy;

/// <summary>Where a request stands on its function's axis: addresses written, else read; the first file; the sub-function; else 0.</summary>
internal static class RequestAxis
{
    internal static int First(Request request)
    {
        if (request.GroupCount > 0) return request.GroupFile(0);
        if (request.IsWrite) return request.WriteAddress;
        if (request.ReadTable != AddressTable.None) return request.ReadAddress;
        return request.SubFunction < 0 ? 0 : request.SubFunction;
    }

    internal static int Last(Request request)
    {
        if (request.GroupCount > 0) return request.GroupFile(0);
        if (request.IsWrite) return request.WriteAddress + request.WriteQuantity - 1;
        if (request.ReadTable != AddressTable.None) return request.ReadAddress + request.ReadQuantity - 1;
        return request.SubFunction < 0 ? 0 : request.SubFunction;
    }
}
