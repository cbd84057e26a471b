namespace EdgeGuard.Store;

/// <summary>Whether two arrays hold the same bytes. Not for secrets: those compare in constant time.</summary>
internal static class ByteArrays
{
    internal static bool Equal(byte[] a, byte[] b)
    {
        if (a.Length != b.Length) return false;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i]) return false;
        }
        return true;
    }
}
