namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>Ways of writing to a serial port. One of them is safe.</summary>
internal static class Senders
{
    internal static void Short(SerialPort port, byte[] buffer)
    {
        port.Write(buffer, 0, 128);
    }

    internal static void Long(SerialPort port, byte[] buffer)
    {
        port.Write(buffer, 0, 129);
    }

    internal static void Unbounded(SerialPort port, byte[] buffer)
    {
        port.Write(buffer, 0, buffer.Length);
    }

    internal static void Text(SerialPort port)
    {
        port.Write("text");
    }

    internal static void Line(SerialPort port)
    {
        port.WriteLine("text");
    }
}
