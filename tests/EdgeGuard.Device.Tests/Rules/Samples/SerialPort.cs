namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>Has the members of nanoFramework's class that the rule looks at.</summary>
internal sealed class SerialPort
{
    internal int Count { get; private set; }

    internal void Write(byte[] buffer, int offset, int count)
    {
        Count += buffer.Length + offset + count;
    }

    internal void Write(string text)
    {
        Count += text.Length;
    }

    internal void WriteLine(string text)
    {
        Count += text.Length;
    }
}
