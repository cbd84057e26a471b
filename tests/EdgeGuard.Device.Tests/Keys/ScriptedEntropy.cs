namespace EdgeGuard.Device.Tests.Keys;

/// <summary>A generator that may stand still.</summary>
internal sealed class ScriptedEntropy : IEntropy
{
    private byte _next;

    public bool IsFitForKeys
    {
        get { return true; }
    }

    internal bool IsStuck { get; set; }

    public void Fill(byte[] buffer)
    {
        for (int i = 0; i < buffer.Length; i++) buffer[i] = IsStuck ? (byte)0x55 : unchecked(_next++);
    }
}
