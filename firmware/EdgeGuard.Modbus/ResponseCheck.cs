namespace EdgeGuard.Modbus;

/// <summary>Tells whether a PDU can be the answer to a request: function, length, byte count, echoed fields.</summary>
public static class ResponseCheck
{
    /// <summary>Checks a response PDU against the decoded request that it answers. None means it fits.</summary>
    /// <remarks>Pure; allocates nothing, throws nothing. An exception response fits every request of its function.
    /// For a function code that is not public only the function echo can be checked.</remarks>
    public static ResponseFault Check(Request request, byte[] buffer, int offset, int length)
    {
        throw new System.NotImplementedException();
    }
}
