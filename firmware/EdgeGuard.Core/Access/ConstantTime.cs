namespace EdgeGuard.Core;

/// <summary>Compares secrets without telling by its time where they differ.</summary>
public static class ConstantTime
{
    /// <summary>Whether both hold the same bytes. Takes as long as the longer one is, whatever is in them.</summary>
    public static bool Equal(byte[] a, byte[] b)
    {
        int difference = a.Length ^ b.Length;
        int longer = a.Length > b.Length ? a.Length : b.Length;
        for (int i = 0; i < longer; i++)
        {
            int left = i < a.Length ? a[i] : 0;
            int right = i < b.Length ? b[i] : 0;
            difference |= left ^ right;
        }
        return difference == 0;
    }
}
